import type { PredictionRow, RowError } from '../domain/prediction-row'
import { BadRecord } from '../domain/read-fields'
import { NO_DEFAULTS, readPrediction } from '../domain/read-prediction'

const DAY_MS = 86_400_000
const AHEAD_MS = 300_000
const OLDEST_MS = { live: 30 * DAY_MS, batch: 30 * DAY_MS, replay: 400 * DAY_MS }

interface Envelope {
  source: 'live' | 'batch' | 'replay'
  defaults?: Record<string, unknown>
  records: readonly unknown[]
}

/** Splits a batch into rows that can be stored and rows that cannot, each with its line and reason. */
export function readRecords(envelope: Envelope, nowMs: number): { rows: PredictionRow[]; errors: RowError[] } {
  const rows: PredictionRow[] = []
  const errors: RowError[] = []
  const oldest = nowMs - OLDEST_MS[envelope.source]
  const newest = nowMs + AHEAD_MS
  const defaults = envelope.defaults ?? NO_DEFAULTS
  for (let line = 0; line < envelope.records.length; line += 1) {
    const raw = envelope.records[line]
    try {
      const row = readPrediction(raw, line + 1, defaults)
      if (row.atMs >= oldest && row.atMs <= newest) rows.push(row)
      else
        errors.push({
          line: line + 1,
          id: row.id,
          code: 'event_time_out_of_range',
          message: 'time lies too far in the past or in the future',
        })
    } catch (error) {
      if (!(error instanceof BadRecord)) throw error
      errors.push({ line: line + 1, ...idOf(raw), code: 'invalid_record', message: error.message })
    }
  }
  return { rows, errors }
}

function idOf(raw: unknown): { id?: string } {
  const id = typeof raw === 'object' && raw !== null && 'id' in raw ? raw.id : undefined
  return typeof id === 'string' ? { id: id.slice(0, 128) } : {}
}
