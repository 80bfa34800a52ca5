import { appendFile, mkdir, open, readdir, readFile, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { sha256Hex } from '@/lib/kernel/sha256'
import { syncDirectory } from '../state/write-durably'

const recordSchema = z.looseObject({
  n: z.int().min(1),
  prev: z.string(),
  type: z.enum(['ACCEPTED', 'STEP', 'RESULT', 'FENCE', 'SETTLED', 'SNAPSHOT']),
  at: z.string(),
})

export type JournalRecord = z.infer<typeof recordSchema>
export type JournalEntry = Omit<JournalRecord, 'n' | 'prev' | 'at'> & { type: JournalRecord['type'] }

const ROTATE_BYTES = 16 * 1024 * 1024
const FIRST_PREV = '0'.repeat(64)

/**
 * What the agent promised and did, in order: every line holds the SHA-256 of the line before it and is synced before the act it
 * announces. A torn last line is what a killed writer leaves; any other break stops plan commands.
 */
export class Journal {
  readonly #dir: string
  readonly #nowIso: () => string
  #file = ''
  #bytes = 0
  #n = 0
  #prev = FIRST_PREV
  #turn: Promise<unknown> = Promise.resolve()
  broken = false

  constructor(dir: string, nowIso: () => string) {
    this.#dir = dir
    this.#nowIso = nowIso
  }

  /** Checks the chain and returns all records, oldest first. */
  async open(): Promise<JournalRecord[]> {
    await mkdir(this.#dir, { recursive: true, mode: 0o700 })
    const names = (await readdir(this.#dir)).filter((name) => /^\d{4}\.ndjson$/.test(name)).sort()
    const records: JournalRecord[] = []
    for (const [index, name] of names.entries())
      records.push(...(await this.#readFile(join(this.#dir, name), index === names.length - 1)))
    this.#file = join(this.#dir, names.at(-1) ?? '0001.ndjson')
    if (names.length === 0) await this.#createFile()
    return records
  }

  append(entry: JournalEntry): Promise<void> {
    const next = this.#turn.then(() => this.#append(entry))
    this.#turn = next.catch(() => undefined)
    return next
  }

  async #readFile(path: string, isLast: boolean): Promise<JournalRecord[]> {
    const text = await readFile(path, 'utf8')
    const lines = text.split('\n')
    const torn = lines.pop() ?? ''
    const records: JournalRecord[] = []
    for (const line of lines) {
      const parsed = recordSchema.safeParse(parseOrNull(line))
      if (!parsed.success || parsed.data.prev !== this.#prev || parsed.data.n !== this.#n + 1) {
        this.broken = true
        continue
      }
      records.push(parsed.data)
      this.#n = parsed.data.n
      this.#prev = sha256Hex(line)
    }
    this.#bytes = Buffer.byteLength(text) - Buffer.byteLength(torn)
    if (torn !== '') {
      if (isLast) await truncate(path, this.#bytes)
      else this.broken = true
    }
    return records
  }

  async #append(entry: JournalEntry): Promise<void> {
    if (this.#bytes > ROTATE_BYTES) {
      const number = Number(this.#file.slice(-11, -7)) + 1
      this.#file = join(this.#dir, `${String(number).padStart(4, '0')}.ndjson`)
      await this.#createFile()
    }
    const line = JSON.stringify({ ...entry, n: this.#n + 1, prev: this.#prev, at: this.#nowIso() })
    const handle = await open(this.#file, 'a', 0o600)
    try {
      await handle.write(`${line}\n`)
      await handle.sync()
    } finally {
      await handle.close()
    }
    this.#n += 1
    this.#prev = sha256Hex(line)
    this.#bytes += Buffer.byteLength(line) + 1
  }

  async #createFile(): Promise<void> {
    await appendFile(this.#file, '', { mode: 0o600 })
    await syncDirectory(this.#dir)
    this.#bytes = 0
  }
}

function parseOrNull(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}
