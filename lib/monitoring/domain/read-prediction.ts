import { STATUSES, type Status } from './kinds'
import type { FeatureValue, PredictionRow } from './prediction-row'
import {
  BadRecord,
  readOptionalInteger,
  readOptionalNumber,
  readOptionalText,
  readPredictionId,
  readRecord,
  readTime,
} from './read-fields'

const FIELDS = new Set([
  'id',
  'time',
  'variantId',
  'generation',
  'modelVersion',
  'mirrored',
  'traceparent',
  'status',
  'httpStatus',
  'error',
  'latencyMs',
  'modelLatencyMs',
  'features',
  'prediction',
  'scores',
  'estimatedLoss',
  'segments',
  'subjectId',
  'unitId',
  'requestBytes',
  'responseBytes',
])
const MAX_FEATURES = 2000
const MAX_LATENCY_MS = 3_600_000
const MAX_INT = Number.MAX_SAFE_INTEGER

/**
 * One record of a batch, by hand: a batch holds up to 10 000 of them and this is the hot path. Throws BadRecord.
 * The schema in ingest-contract.ts says the same; a property test holds both together.
 */
export function readPrediction(raw: unknown, line: number, defaults: Readonly<Record<string, unknown>>): PredictionRow {
  const own = readRecord(raw, 'record')
  for (const key in own) if (!FIELDS.has(key)) throw new BadRecord(`unknown property ${key.slice(0, 64)}`)
  const record: Record<string, unknown> = defaults === NO_DEFAULTS ? own : { ...defaults, ...own }
  readOptionalInteger(record['httpStatus'], 'httpStatus', 100, 599)
  readOptionalNumber(record['estimatedLoss'], 'estimatedLoss', -MAX_INT, MAX_INT)
  readOptionalText(record['traceparent'], 'traceparent', 128)
  readErrorField(record['error'])
  readSegments(record['segments'])
  return {
    line,
    id: readPredictionId(record['id'], 'id'),
    atMs: readTime(record['time'], 'time'),
    variantId: readOptionalText(record['variantId'], 'variantId', 64),
    generation: readOptionalInteger(record['generation'], 'generation', 1, MAX_INT),
    modelVersion: readOptionalInteger(record['modelVersion'], 'modelVersion', 1, MAX_INT),
    mirrored: readBoolean(record['mirrored'], 'mirrored'),
    status: readStatus(record['status']),
    latencyMs: readOptionalNumber(record['latencyMs'], 'latencyMs', 0, MAX_LATENCY_MS),
    modelLatencyMs: readOptionalNumber(record['modelLatencyMs'], 'modelLatencyMs', 0, MAX_LATENCY_MS),
    features: readFeatures(record['features']),
    prediction: readPredictionValue(record['prediction']),
    scores: readScores(record['scores']),
    subjectId: readOptionalText(record['subjectId'], 'subjectId', 256),
    unitId: readOptionalText(record['unitId'], 'unitId', 256),
    requestBytes: readOptionalInteger(record['requestBytes'], 'requestBytes', 0, MAX_INT) ?? 0,
    responseBytes: readOptionalInteger(record['responseBytes'], 'responseBytes', 0, MAX_INT) ?? 0,
  }
}

/** Shared empty defaults, so that the usual batch copies no record. */
export const NO_DEFAULTS: Readonly<Record<string, unknown>> = Object.freeze({})

function readBoolean(value: unknown, field: string): boolean {
  if (value === undefined) return false
  if (typeof value !== 'boolean') throw new BadRecord(`${field} must be true or false`)
  return value
}

function readStatus(value: unknown): Status {
  if (value === undefined) return 'ok'
  const status = STATUSES.find((known) => known === value)
  if (status === undefined) throw new BadRecord(`status must be one of ${STATUSES.join(', ')}`)
  return status
}

function readFeatures(value: unknown): Readonly<Record<string, FeatureValue>> | null {
  if (value === undefined || value === null) return null
  const features = readRecord(value, 'features')
  let count = 0
  for (const name in features) {
    count += 1
    const x = features[name]
    if (typeof x === 'number') {
      if (!Number.isFinite(x)) throw new BadRecord(`features.${name.slice(0, 64)} must be finite`)
    } else if (typeof x === 'string') {
      if (x.length > 4096) throw new BadRecord(`features.${name.slice(0, 64)} is longer than 4096 characters`)
    } else if (Array.isArray(x)) {
      if (x.length > 4096 || !x.every((v) => typeof v === 'number' && Number.isFinite(v)))
        throw new BadRecord(`features.${name.slice(0, 64)} must hold at most 4096 finite numbers`)
    } else if (typeof x !== 'boolean' && x !== null)
      throw new BadRecord(`features.${name.slice(0, 64)} has no usable type`)
  }
  if (count > MAX_FEATURES) throw new BadRecord(`features has more than ${MAX_FEATURES} keys`)
  return features as Record<string, FeatureValue>
}

function readPredictionValue(value: unknown): string | number | boolean | null {
  if (value === undefined || value === null || typeof value === 'boolean') return value ?? null
  if (typeof value === 'number' && Number.isFinite(value)) return value + 0
  if (typeof value === 'string' && value.length <= 256) return value
  throw new BadRecord('prediction must be a finite number, a boolean, or text of at most 256 characters')
}

function readScores(value: unknown): number | Readonly<Record<string, number>> | null {
  if (value === undefined || value === null) return null
  if (typeof value === 'number') return readOptionalNumber(value, 'scores', 0, 1)
  const scores = readRecord(value, 'scores')
  for (const name in scores) {
    if (readOptionalNumber(scores[name], `scores.${name.slice(0, 64)}`, 0, 1) === null)
      throw new BadRecord(`scores.${name.slice(0, 64)} must be a number from 0 to 1`)
  }
  return scores as Record<string, number>
}

function readErrorField(value: unknown): void {
  if (value === undefined || value === null) return
  const error = readRecord(value, 'error')
  const code = readOptionalText(error['code'], 'error.code', 64)
  if (code === null || code === '') throw new BadRecord('error.code must be text of 1 to 64 characters')
  readOptionalText(error['message'], 'error.message', 512)
}

function readSegments(value: unknown): void {
  if (value === undefined || value === null) return
  const segments = readRecord(value, 'segments')
  for (const key in segments) readOptionalText(segments[key], `segments.${key.slice(0, 64)}`, 128)
}
