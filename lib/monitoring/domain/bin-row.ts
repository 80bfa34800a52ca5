import { LATENCY_EDGES } from '@/lib/stats/sketch/latency-edges'
import { SCORE_BINS, scoreBin } from './binning-spec'
import { add, type Cell } from './cell'
import { positiveIndex } from './class-of'
import { compileCuts } from './compiled-cuts'
import type { CompiledSpec } from './compiled-spec'
import { MISSING, NON_FINITE, TYPE_ERROR } from './feature-binner'
import { PROBABILITY_UNIT, roundHalfEven, toFixedPoint } from './fixed-point'
import { FEATURE, LATENCY, SCORE, STATUS_COUNTER, STATUSES, TRAFFIC } from './kinds'
import type { PredictionRow } from './prediction-row'
import type { Answer } from './resolve-outcome'
import type { AnswerCells, RequestCells } from './row-cells'

const LATE_MS = 300_000
/** Number of edges below a latency in seconds: its position in lat5s.v1. */
const latencyPosition = compileCuts(LATENCY_EDGES.map((edge) => [edge, 1]))
/** Predicted values keep more bits than features: they may lie far from the label's centre. */
const PREDICTION_LIMIT = 2 ** 40

/** Traffic and latency of one request: the kinds that need no spec (also the only ones of the ten-second grain). */
export function countRequest(cells: RequestCells, row: PredictionRow, nowMs: number): void {
  const { c } = cells.traffic
  add(c, TRAFFIC.requests, 1)
  add(c, STATUS_COUNTER[STATUSES.indexOf(row.status)] ?? TRAFFIC.ok, 1)
  add(c, TRAFFIC.requestBytes, row.requestBytes)
  add(c, TRAFFIC.responseBytes, row.responseBytes)
  if (row.mirrored) add(c, TRAFFIC.mirrored, 1)
  if (nowMs - row.atMs > LATE_MS) add(c, TRAFFIC.lateOver5min, 1)
  if (row.latencyMs !== null) countLatency(cells.latency, row.latencyMs)
  if (row.modelLatencyMs !== null) countLatency(cells.modelLatency, row.modelLatencyMs)
}

function countLatency({ n, c }: Cell, latencyMs: number): void {
  add(n, latencyPosition(latencyMs / 1000), 1)
  add(c, LATENCY.count, 1)
  add(c, LATENCY.sumMicros, roundHalfEven(latencyMs * 1000))
}

/** Features of one row; returns its contribution bytes, so that it can be taken out again without its payload. */
export function countFeatures(cells: AnswerCells, row: PredictionRow, spec: CompiledSpec): Buffer | null {
  if (spec.features.length === 0 || row.features === null) return null
  const contrib = Buffer.allocUnsafe(spec.contribBytes)
  contrib[0] = 1
  let at = 1
  for (let item = 0; item < spec.features.length; item += 1) {
    const feature = spec.features[item]
    const cell = cells.features[item]
    if (feature === undefined || cell === undefined) continue
    const bin = feature.bin(row.features[feature.name])
    countValue(cell, bin, feature.q)
    if (feature.clamped) add(cell.c, FEATURE.clamped, 1)
    if (feature.outOfRange) add(cell.c, FEATURE.rangeViolation, 1)
    contrib[at] = bin
    at += 1
    if (feature.numeric) at = contrib.writeInt32BE(feature.q, at)
  }
  return contrib
}

function countValue({ n, s, c }: Cell, bin: number, q: number): void {
  add(c, FEATURE.rows, 1)
  if (bin < n.length) {
    add(n, bin, 1)
    if (s.length > 0) add(s, bin, q)
  } else if (bin === MISSING) add(c, FEATURE.missing, 1)
  else if (bin === TYPE_ERROR) add(c, FEATURE.typeError, 1)
  else if (bin === NON_FINITE) add(c, FEATURE.nonFinite, 1)
}

/** What the model answered: class or value, and the score. Failed requests have no answer to count. */
export function countAnswer(cells: AnswerCells, answer: Answer, spec: CompiledSpec): void {
  const { task } = spec.body
  if (task.classes.length === 0) {
    countPredictedValue(cells.prediction, answer.predValue, spec)
    return
  }
  countValue(cells.prediction, answer.predClass ?? MISSING, 0)
  const { n, s, c } = cells.score
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

function countPredictedValue(cell: Cell, value: number | null, spec: CompiledSpec): void {
  if (value === null) {
    countValue(cell, MISSING, 0)
    return
  }
  const { center, unitExp } = spec.body.prediction
  const { q, clamped } = toFixedPoint(value, center, unitExp, PREDICTION_LIMIT)
  countValue(cell, spec.predictionBin(value), q)
  if (clamped) add(cell.c, FEATURE.clamped, 1)
}
