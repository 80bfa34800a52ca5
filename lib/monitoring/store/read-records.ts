import type { PredictionRow, RowError } from '../domain/prediction-row'
import { BadRecord } from '../domain/read-fields'
import { NO_DEFAULTS, readPrediction } from '../domain/read-prediction'

const DAY_MS = 86_400_000
const AHEAD_MS = 300_000
const OLDEST_MS = { live: 30 * DAY_MS, batch: 30 * DAY_MS, replay: 400 * DAY_MS }

interface RecordsOf {
  source: 'live' | 'batch' | 'replay'
  defaults?: Record<string, unknown> | undefined
  records: readonly unknown[]
  /** Records of the batch before these. */
  before: number
}

/** Splits records of a batch into rows that can be stored and rows that cannot, each with its line and reason. */
export function readRecords(from: RecordsOf, nowMs: number): { rows: PredictionRow[]; errors: RowError[] } {
  const rows: PredictionRow[] = []
  const errors: RowError[] = []
  const oldest = nowMs - OLDEST_MS[from.source]
  const newest = nowMs + AHEAD_MS
  const defaults = from.defaults ?? NO_DEFAULTS
  for (let index = 0; index < from.records.length; index += 1) {
    const raw = from.records[index]
    const line = from.before + index + 1
    try {
      const row = readPrediction(raw, line, defaults)
      if (row.atMs >= oldest && row.atMs <= newest) rows.push(row)
      else
        errors.push({
          line,
          id: row.id,
          code: 'event_time_out_of_range',
          message: 'time lies too far in the past or in the future',
        })
    } catch (error) {
      if (!(error instanceof BadRecord)) throw error
      errors.push({ line, ...idOf(raw), code: 'invalid_record', message: error.message })
    }
  }
  return { rows, errors }
}

function idOf(raw: unknown): { id?: string } {
  const id = typeof raw === 'object' && raw !== null && 'id' in raw ? raw.id : undefined
  return typeof id === 'string' ? { id: id.slice(0, 128) } : {}
}
