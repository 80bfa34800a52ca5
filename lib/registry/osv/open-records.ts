import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { inMemory } from '../domain/intake/byte-source'
import { readZipEntries, readZipEntry } from '../domain/intake/read-zip'
import type { RecordSource } from './record-source'

const MAX_FILE_BYTES = 1_073_741_824
const MAX_RECORDS = 1_000_000

function zipRecords(bytes: Uint8Array): RecordSource {
  const source = inMemory(bytes)
  const entries = readZipEntries(source, MAX_RECORDS).filter((entry) => entry.name.endsWith('.json'))
  return {
    count: entries.length,
    async read(index) {
      const entry = entries[index]
      return entry ? new TextDecoder().decode(readZipEntry(source, entry)) : ''
    },
  }
}

/** One record a line. */
function lineRecords(bytes: Buffer): RecordSource {
  const spans: [number, number][] = []
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf(10, at)
    const until = end === -1 ? bytes.length : end
    if (bytes.subarray(at, until).some((byte) => byte > 32)) spans.push([at, until])
    at = until + 1
  }
  return {
    count: spans.length,
    async read(index) {
      const [from, until] = spans[index] ?? [0, 0]
      return bytes.subarray(from, until).toString()
    },
  }
}

/** One record, or an array of them. */
function jsonRecords(text: string): RecordSource {
  const value: unknown = JSON.parse(text)
  const list: unknown[] = Array.isArray(value) ? value : [value]
  return { count: list.length, read: async (index) => JSON.stringify(list[index] ?? null) }
}

async function folderRecords(path: string): Promise<RecordSource> {
  const names = (await readdir(path)).filter((name) => name.endsWith('.json')).sort()
  return { count: names.length, read: (index) => readFile(join(path, names[index] ?? ''), 'utf8') }
}

/** A zip is told by its first bytes, a folder by being one; of text files the name tells whether each line is a record. */
export async function openRecords(path: string): Promise<RecordSource> {
  const facts = await stat(path)
  if (facts.isDirectory()) return folderRecords(path)
  if (facts.size > MAX_FILE_BYTES) throw new Error('it is larger than 1 GiB')
  const bytes = await readFile(path)
  if (bytes.subarray(0, 2).toString('latin1') === 'PK') return zipRecords(bytes)
  if (path.endsWith('.jsonl') || path.endsWith('.ndjson')) return lineRecords(bytes)
  return jsonRecords(bytes.toString('utf8'))
}
