import { randomBytes } from 'node:crypto'
import { type FileHandle, mkdir, open, readFile, rename, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { syncDirectory } from '../state/write-durably'
import { BlockWriter } from './block-format'
import type { Block, Exchange, Layout } from './exchange'
import { appendFrame, decodeSegment } from './segment-format'
import { listSegments, openSegmentName, sealedPath } from './segment-names'

const FLUSH_MS = 100
const SEAL_AFTER_MS = 1000
const SEAL_ROWS = 20_000
const SEAL_BYTES = 8 * 1024 * 1024

function rowsOf(blocks: readonly Block[]): number {
  return blocks.reduce((sum, { exchanges }) => sum + exchanges.reduce((rows, exchange) => rows + exchange.rows, 0), 0)
}

interface Segment {
  dir: string
  path: string
  handle: FileHandle
  firstMs: number
  rows: number
  bytes: number
}

/**
 * Answered requests on their way to disk: handed to the kernel within 100 ms, synced and sealed within a second. The gateway itself
 * writes, so that neither the supervisor nor the control plane needs to be there.
 */
export class SpoolWriter {
  readonly #dir: string
  readonly #writer = randomBytes(4).toString('hex')
  readonly #pending = new Map<string, BlockWriter>()
  /** Closed blocks, oldest first. */
  readonly #waiting: BlockWriter[] = []
  readonly #open = new Map<string, Segment>()
  #segments = 0
  #timer: NodeJS.Timeout | null = null
  #work: Promise<void> = Promise.resolve()
  readonly #sealing = new Set<Promise<void>>()
  #onError: (error: unknown) => void = () => undefined
  bufferedRows = 0
  bufferedBytes = 0

  constructor(dir: string) {
    this.#dir = dir
  }

  /** Seals what a killed gateway left open; a torn end is cut off. */
  async recover(): Promise<void> {
    for (const segment of await listSegments(this.#dir)) {
      if (!segment.open) continue
      const { blocks, soundBytes } = decodeSegment(await readFile(segment.path))
      await truncate(segment.path, soundBytes)
      await rename(segment.path, sealedPath(segment.path, rowsOf(blocks)))
    }
  }

  start(onError: (error: unknown) => void): void {
    this.#onError = onError
    this.#timer = setInterval(() => {
      this.#work = this.#work.then(() => this.#flush(false)).catch(onError)
    }, FLUSH_MS)
  }

  add(deploymentId: string, exchange: Exchange, layout: Layout): void {
    let block = this.#pending.get(deploymentId)
    if (block === undefined) {
      block = new BlockWriter(deploymentId, exchange.atMs)
      this.#pending.set(deploymentId, block)
    }
    const before = block.bytes
    block.add(exchange, layout)
    this.bufferedBytes += block.bytes - before
    this.bufferedRows += exchange.rows
  }

  /** Writes and seals everything; for an orderly end. */
  async close(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer)
    await this.#work
    await this.#flush(true)
    await Promise.all(this.#sealing)
  }

  async #flush(sealAll: boolean): Promise<void> {
    this.#waiting.push(...this.#pending.values())
    this.#pending.clear()
    // What cannot be written stays first in line for the next flush.
    for (let block = this.#waiting[0]; block !== undefined; block = this.#waiting[0]) {
      await this.#write(block)
      this.#waiting.shift()
    }
    const now = Date.now()
    for (const [deploymentId, segment] of this.#open)
      if (sealAll || now - segment.firstMs >= SEAL_AFTER_MS || segment.rows >= SEAL_ROWS || segment.bytes >= SEAL_BYTES)
        this.#sealBeside(deploymentId, segment)
  }

  /** Not waited for: on a slow disk a sync takes seconds, in which answers would stay in memory and die with this process. */
  #sealBeside(deploymentId: string, segment: Segment): void {
    const sealing = this.#seal(deploymentId, segment)
      .catch(this.#onError)
      .finally(() => this.#sealing.delete(sealing))
    this.#sealing.add(sealing)
  }

  async #write(block: BlockWriter): Promise<void> {
    const { deploymentId } = block
    const segment = this.#open.get(deploymentId) ?? (await this.#create(deploymentId, block.firstMs))
    try {
      await appendFrame(segment.handle, block.finish())
    } catch (error) {
      // Its end may be torn, which a reader drops; what follows must not stand behind it.
      this.#sealBeside(deploymentId, segment)
      throw error
    }
    segment.rows += block.rows
    segment.bytes += block.bytes
    this.bufferedRows -= block.rows
    this.bufferedBytes -= block.bytes
  }

  async #create(deploymentId: string, firstMs: number): Promise<Segment> {
    const dir = join(this.#dir, deploymentId)
    await mkdir(dir, { recursive: true, mode: 0o700 })
    this.#segments += 1
    const path = join(dir, openSegmentName(firstMs, this.#writer, this.#segments))
    const segment = {
      dir,
      path,
      handle: await open(path, 'wx', 0o600),
      firstMs,
      rows: 0,
      bytes: 0,
    }
    this.#open.set(deploymentId, segment)
    return segment
  }

  async #seal(deploymentId: string, segment: Segment): Promise<void> {
    this.#open.delete(deploymentId)
    await segment.handle.sync()
    await segment.handle.close()
    await rename(segment.path, sealedPath(segment.path, segment.rows))
    await syncDirectory(segment.dir)
  }
}
