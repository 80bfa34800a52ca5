import { readFile, rename, rm } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { agentPaths } from '@/lib/agents/domain/protocol'
import type { SpoolState } from '@/lib/agents/domain/wire'
import { newId } from '@/lib/kernel/new-id'
import { log } from '../log'
import type { ProtocolClient } from '../protocol/protocol-client'
import { ProtocolError } from '../protocol/protocol-error'
import { isMissing, readJson } from '../state/read-json'
import { writeDurably } from '../state/write-durably'
import { decodeSegment } from './segment-format'
import { listSegments, type SegmentFile, segmentBytes } from './segment-names'
import { type PredictionRow, toPredictionRows } from './to-prediction-rows'

const IDLE_MS = 300
/** One after the other, a second of answers each, would fall behind wherever a round trip takes as long. */
const IN_FLIGHT = 4
const BATCH_ROWS = 2000
const UPLOAD_TIMEOUT_MS = 60_000
const MAX_PAUSE_MS = 30_000

const ledgerSchema = z.strictObject({ batchIds: z.array(z.uuid()) })

/** Sends sealed segments, oldest first, and removes what was stored. At least once on the wire, exactly once in the store. */
export class SpoolUploader {
  readonly #dir: string
  readonly #client: ProtocolClient
  #stopped = false
  #paused = true
  #failures = 0

  constructor(dir: string, client: ProtocolClient) {
    this.#dir = dir
    this.#client = client
  }

  stop(): void {
    this.#stopped = true
  }

  /** Without a session nothing is accepted; there is no point in asking. */
  pause(): void {
    this.#paused = true
  }

  resume(): void {
    this.#paused = false
    this.#failures = 0
  }

  async run(): Promise<void> {
    while (!this.#stopped) {
      const sealed = (await listSegments(this.#dir))
        .filter((segment) => !segment.open)
        .sort((a, b) => a.firstMs - b.firstMs)
      for (let at = 0; at < sealed.length; at += IN_FLIGHT) {
        if (this.#stopped || this.#paused) break
        const sent = await Promise.all(sealed.slice(at, at + IN_FLIGHT).map((segment) => this.#trySend(segment)))
        if (sent.includes(false)) break
      }
      await sleep(this.#failures === 0 ? IDLE_MS : Math.random() * Math.min(MAX_PAUSE_MS, 500 * 2 ** this.#failures))
    }
  }

  /** What waits to be sent; of the segment that is being written only the bytes are known. */
  async state(): Promise<SpoolState> {
    const segments = await listSegments(this.#dir)
    const oldest = segments.reduce<number | null>(
      (least, s) => (least === null || s.firstMs < least ? s.firstMs : least),
      null,
    )
    return {
      bytes: await segmentBytes(segments),
      rows: segments.reduce((sum, { rows }) => sum + (rows ?? 0), 0),
      oldestAt: oldest === null ? null : new Date(oldest).toISOString(),
    }
  }

  /** Everything answered before this instant is stored; what was answered in the last moments may still be on its way to disk. */
  async dataThrough(deploymentId: string, nowMs: number): Promise<string> {
    const waiting = (await listSegments(this.#dir)).filter((segment) => segment.deploymentId === deploymentId)
    const oldest = waiting.reduce((least, segment) => Math.min(least, segment.firstMs), nowMs - 250)
    return new Date(oldest).toISOString()
  }

  async #trySend(segment: SegmentFile): Promise<boolean> {
    try {
      await this.#send(segment)
      this.#failures = 0
      return true
    } catch (error) {
      if (
        error instanceof ProtocolError &&
        error.status >= 400 &&
        error.status < 500 &&
        ![401, 403, 408, 423, 429].includes(error.status)
      ) {
        if (error.code !== 'stale_epoch') return this.#setAside(segment, error)
      }
      this.#failures = Math.min(this.#failures + 1, 8)
      if (this.#failures === 1) log.warn({ err: error }, 'captured rows cannot be sent; they stay on disk')
      return false
    }
  }

  /** A batch that can never be stored must not hold up those behind it; it is kept for a person to look at. */
  async #setAside(segment: SegmentFile, error: ProtocolError): Promise<boolean> {
    log.error(
      { err: error, code: error.code, path: segment.path },
      'the control plane refuses these rows; they are set aside',
    )
    await rename(segment.path, `${segment.path}.refused`)
    return true
  }

  async #send(segment: SegmentFile): Promise<void> {
    let bytes: Buffer
    try {
      bytes = await readFile(segment.path)
    } catch (error) {
      if (isMissing(error)) return
      throw error
    }
    const rows = decodeSegment(bytes).blocks.flatMap(toPredictionRows)
    const batches: PredictionRow[][] = []
    for (let at = 0; at < rows.length; at += BATCH_ROWS) batches.push(rows.slice(at, at + BATCH_ROWS))
    const batchIds = await this.#batchIds(segment, batches.length)
    for (const [index, records] of batches.entries())
      await this.#post(segment.deploymentId, batchIds[index] ?? newId(), records)
    await rm(segment.path, { force: true })
    await rm(`${segment.path}.batch`, { force: true })
  }

  /** Minted when first sent and kept beside the segment: a repeated batch must be recognisable as the same. */
  async #batchIds(segment: SegmentFile, count: number): Promise<string[]> {
    const path = `${segment.path}.batch`
    const earlier = await readJson(path, ledgerSchema)
    if (earlier !== null && earlier.batchIds.length >= count) return earlier.batchIds
    const batchIds = Array.from({ length: count }, () => newId(Math.floor(this.#client.clock.nowMs())))
    await writeDurably(path, JSON.stringify({ batchIds }))
    return batchIds
  }

  async #post(deploymentId: string, batchId: string, records: PredictionRow[]): Promise<void> {
    const body = { schema: 'slipway.predictions/1', batchId, deploymentId, source: 'live', records }
    await this.#client.signed(agentPaths.predictions, { body, timeoutMs: UPLOAD_TIMEOUT_MS })
  }
}
