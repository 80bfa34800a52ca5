import type { Status } from './kinds'

export type FeatureValue = number | string | boolean | null | readonly number[]

/** A record after validation: times in milliseconds, defaults applied. */
export interface PredictionRow {
  line: number
  id: string
  atMs: number
  variantId: string | null
  generation: number | null
  modelVersion: number | null
  mirrored: boolean
  status: Status
  latencyMs: number | null
  modelLatencyMs: number | null
  /** Null also once they are counted. */
  features: Readonly<Record<string, FeatureValue>> | null
  prediction: string | number | boolean | null
  scores: number | Readonly<Record<string, number>> | null
  subjectId: string | null
  unitId: string | null
  requestBytes: number
  responseBytes: number
}

export type RowErrorCode =
  | 'invalid_record'
  | 'event_time_out_of_range'
  | 'variant_unknown'
  | 'variant_ambiguous'
  | 'class_unknown'
  | 'task_mismatch'

export interface RowError {
  line: number
  id?: string
  code: RowErrorCode
  message: string
}
