import { binOf } from '@/lib/stats/drift/bin-of'
import { LATENCY_POSITIONS } from '@/lib/stats/sketch/latency-edges'
import { latencyPosition } from '@/lib/stats/sketch/latency-position'
import { SCORE_BINS, scoreBin } from './binning-spec'
import { add, type Cell, type CellSet } from './cell'
import { positiveIndex } from './class-of'
import type { CompiledSpec } from './compiled-spec'
import { MISSING, NON_FINITE, TYPE_ERROR } from './feature-binner'
import { PROBABILITY_UNIT, roundHalfEven, toFixedPoint } from './fixed-point'
import {
  FEATURE,
  KIND,
  LATENCY,
  LATENCY_MODEL,
  LATENCY_TOTAL,
  SCORE,
  STATUS_COUNTER,
  STATUSES,
  TRAFFIC,
  TRAFFIC_LENGTH,
} from './kinds'
import type { PredictionRow } from './prediction-row'
import type { Answer } from './resolve-outcome'

export interface Place {
  streamId: string
  slotMs: number
}

const SPEC_FREE = '0'
const LATE_MS = 300_000

/** Traffic and latency of one request: the kinds that need no spec (also the only ones of the ten-second grain). */
export function countRequest(cells: CellSet, place: Place, row: PredictionRow, nowMs: number): void {
  const { c } = cells.cell(
    { ...place, kind: KIND.traffic, item: 0, specId: SPEC_FREE },
    { n: 0, s: 0, c: TRAFFIC_LENGTH },
  )
  add(c, TRAFFIC.requests, 1)
  add(c, STATUS_COUNTER[STATUSES.indexOf(row.status)] ?? TRAFFIC.ok, 1)
  add(c, TRAFFIC.requestBytes, row.requestBytes)
  add(c, TRAFFIC.responseBytes, row.responseBytes)
  if (row.mirrored) add(c, TRAFFIC.mirrored, 1)
  if (nowMs - row.atMs > LATE_MS) add(c, TRAFFIC.lateOver5min, 1)
  if (row.latencyMs !== null) countLatency(cells, place, LATENCY_TOTAL, row.latencyMs)
  if (row.modelLatencyMs !== null) countLatency(cells, place, LATENCY_MODEL, row.modelLatencyMs)
}

export function countDuplicate(cells: CellSet, place: Place): void {
  const { c } = cells.cell(
    { ...place, kind: KIND.traffic, item: 0, specId: SPEC_FREE },
    { n: 0, s: 0, c: TRAFFIC_LENGTH },
  )
  add(c, TRAFFIC.duplicates, 1)
}

function countLatency(cells: CellSet, place: Place, item: number, latencyMs: number): void {
  const position = latencyPosition({ seconds: latencyMs / 1000 })
  if (position.status !== 'ok') return
  const { n, c } = cells.cell(
    { ...place, kind: KIND.latency, item, specId: SPEC_FREE },
    { n: LATENCY_POSITIONS, s: 0, c: 3 },
  )
  add(n, position.value.position, 1)
  add(c, LATENCY.count, 1)
  add(c, LATENCY.sumMicros, roundHalfEven(latencyMs * 1000))
}

/** Features of one row; returns its contribution bytes, so that it can be taken out again without its payload. */
export function countFeatures(cells: CellSet, place: Place, row: PredictionRow, spec: CompiledSpec): Buffer | null {
  if (spec.features.length === 0 || row.features === null) return null
  const contrib = Buffer.allocUnsafe(spec.contribBytes)
  contrib[0] = 1
  let at = 1
  for (let item = 0; item < spec.features.length; item += 1) {
    const feature = spec.features[item]
    if (feature === undefined) continue
    const { bin, q, clamped, outOfRange } = feature.bin(row.features[feature.name])
    const cell = cells.cell(
      { ...place, kind: KIND.feature, item, specId: spec.specId },
      { n: feature.bins, s: feature.numeric ? feature.bins : 0, c: 6 },
    )
    countValue(cell, bin, q)
    if (clamped) add(cell.c, FEATURE.clamped, 1)
    if (outOfRange) add(cell.c, FEATURE.rangeViolation, 1)
    contrib[at] = bin
    at += 1
    if (feature.numeric) at = contrib.writeInt32BE(q, at)
  }
  return contrib
}

function countValue({ n, s, c }: Cell, bin: number, q: number): void {
  add(c, FEATURE.rows, 1)
  if (bin === MISSING) add(c, FEATURE.missing, 1)
  else if (bin === TYPE_ERROR) add(c, FEATURE.typeError, 1)
  else if (bin === NON_FINITE) add(c, FEATURE.nonFinite, 1)
  else {
    add(n, bin, 1)
    if (s.length > 0) add(s, bin, q)
  }
}

/** What the model answered: class or value, and the score. Failed requests have no answer to count. */
export function countAnswer(cells: CellSet, place: Place, answer: Answer, spec: CompiledSpec): void {
  const { task } = spec.body
  const classes = task.classes.length
  const numeric = classes === 0
  const cell = cells.cell(
    { ...place, kind: KIND.prediction, item: 0, specId: spec.specId },
    { n: spec.predictionBins, s: numeric ? spec.predictionBins : 0, c: 6 },
  )
  if (numeric) {
    const { cuts, center, unitExp } = spec.body.prediction
    if (answer.predValue === null) countValue(cell, MISSING, 0)
    else {
      const { q, clamped } = toFixedPoint(answer.predValue, center, unitExp, 2 ** 40)
      countValue(cell, binOf({ cuts, x: answer.predValue }), q)
      if (clamped) add(cell.c, FEATURE.clamped, 1)
    }
    return
  }
  countValue(cell, answer.predClass ?? MISSING, 0)
  const { n, s, c } = cells.cell(
    { ...place, kind: KIND.score, item: 0, specId: spec.specId },
    { n: 2 * SCORE_BINS, s: 2 * SCORE_BINS, c: 3 },
  )
  add(c, SCORE.rows, 1)
  if (answer.scoreQ === null || answer.predClass === null) {
    add(c, SCORE.missing, 1)
    return
  }
  // Binary: predicted-negative bins first. Multiclass: all in the first half.
  const positive = task.type === 'binary' && answer.predClass === positiveIndex(task)
  const bin = scoreBin(answer.scoreQ / PROBABILITY_UNIT) + (positive ? SCORE_BINS : 0)
  add(n, bin, 1)
  add(s, bin, answer.scoreQ)
}
