import type { PredictionRow } from './prediction-row'
import type { Answer } from './resolve-outcome'

/** A prediction that knows its stream, ready to be stored and counted. */
export interface BinnedRow {
  row: PredictionRow
  /** 16 characters of one byte each. */
  pid: string
  streamId: string
  specId: string
  answer: Answer
  contrib: Buffer | null
  subject: Buffer | null
  unit: Buffer | null
}
