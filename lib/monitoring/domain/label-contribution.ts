import type { BinningSpec } from './binning-spec'
import { SCORE_BINS, scoreBin } from './binning-spec'
import { add, type CellSet } from './cell'
import { classIndex, positiveIndex } from './class-of'
import { DELAY_BUCKETS, delayBucket } from './delay-bucket'
import { PROBABILITY_UNIT, probabilityToFixed, roundHalfEven, toFixedPoint } from './fixed-point'
import { KIND, OUTCOME, RESIDUAL } from './kinds'

/** The stored part of a prediction that a label needs. */
export interface JoinedRow {
  streamId: string
  slotMs: number
  eventMs: number
  specId: string
  predClass: number | null
  scoreQ: number | null
  predValue: number | null
}

/** The label that counts: the one with the highest revision. */
export interface LabelState {
  value: string
  labelMs: number
  source: number
  retracted: boolean
}

const IMPLIED = 2
const LOG_LOSS_UNIT = 2 ** 20
const LOG_LOSS_SQUARED_UNIT = 2 ** 12
/** Residual sums stay exact in a double: 2^46 per row leaves room for the rows of one batch. */
const RESIDUAL_LIMIT = 2 ** 46

/**
 * Adds (sign 1) or takes back (sign -1) everything that one label says about one prediction. A pure function of the two, so any
 * order of arrival, correction and retraction ends in the same integers.
 */
export function countLabel(cells: CellSet, row: JoinedRow, label: LabelState, spec: BinningSpec, sign: 1 | -1): void {
  const place = { streamId: row.streamId, slotMs: row.slotMs, specId: row.specId }
  if (spec.task.type === 'regression') countResidual(cells, place, row, label, spec, sign)
  else if (spec.task.type !== 'none') countOutcome(cells, place, row, label, spec, sign)
  if (label.retracted) return
  const { n, c } = cells.cell({ ...place, specId: '0', kind: KIND.delay, item: 0 }, { n: DELAY_BUCKETS, s: 0, c: 1 })
  add(n, delayBucket((label.labelMs - row.eventMs) / 1000), sign)
  add(c, 0, sign)
}

type Key = { streamId: string; slotMs: number; specId: string }

/** Length of the count vector of a classification outcome. */
export function outcomeLength(classes: number, binary: boolean): number {
  return binary ? 4 * SCORE_BINS : classes * classes + 2 * SCORE_BINS
}

function countOutcome(
  cells: CellSet,
  place: Key,
  row: JoinedRow,
  label: LabelState,
  spec: BinningSpec,
  sign: 1 | -1,
): void {
  const { task } = spec
  const binary = task.type === 'binary'
  const length = outcomeLength(task.classes.length, binary)
  const { n, s, c } = cells.cell(
    { ...place, kind: KIND.outcome, item: binary ? 0 : -1 },
    { n: length, s: 2 * length, c: 6 },
  )
  if (label.retracted) {
    add(c, OUTCOME.retracted, sign)
    return
  }
  const truth = classIndex(task, label.value)
  if (row.predClass === null || truth === -1) return
  add(c, OUTCOME.labelled, sign)
  if (label.source === IMPLIED) add(c, OUTCOME.implied, sign)
  const p = row.scoreQ === null ? null : row.scoreQ / PROBABILITY_UNIT
  const at = binary
    ? binaryBin(row.predClass, truth, p, positiveIndex(task))
    : multiclassBins(row.predClass, truth, p, task.classes.length)
  for (const bin of at) add(n, bin, sign)
  if (p === null || row.scoreQ === null) return
  const scored = at.at(-1) ?? 0
  add(s, scored, sign * row.scoreQ)
  add(s, length + scored, sign * probabilityToFixed(p * p))
  // More than two classes: the score of the true class is not kept, so there is no log loss.
  if (!binary) return
  const likelihood = truth === positiveIndex(task) ? p : 1 - p
  const loss = -Math.log(Math.min(1 - 1e-15, Math.max(1e-15, likelihood)))
  add(c, OUTCOME.scored, sign)
  add(c, OUTCOME.logLoss, sign * roundHalfEven(loss * LOG_LOSS_UNIT))
  add(c, OUTCOME.logLossSquared, sign * roundHalfEven(loss * loss * LOG_LOSS_SQUARED_UNIT))
}

/** Blocks (predicted, true) = 00, 01, 10, 11, each with the score bins. */
function binaryBin(predicted: number, truth: number, p: number | null, positive: number): number[] {
  const pred = predicted === positive ? 1 : 0
  const real = truth === positive ? 1 : 0
  return [(2 * pred + real) * SCORE_BINS + scoreBin(p ?? pred)]
}

/** Confusion entry (row = predicted), then the top score among the right or the wrong answers. */
function multiclassBins(predicted: number, truth: number, p: number | null, classes: number): number[] {
  const confusion = predicted * classes + truth
  if (p === null) return [confusion]
  return [confusion, classes * classes + (predicted === truth ? 0 : SCORE_BINS) + scoreBin(p)]
}

function countResidual(
  cells: CellSet,
  place: Key,
  row: JoinedRow,
  label: LabelState,
  spec: BinningSpec,
  sign: 1 | -1,
): void {
  const { cuts, errorExp, squareExp, fourthExp } = spec.residual
  const { n, c } = cells.cell({ ...place, kind: KIND.residual, item: 0 }, { n: cuts.length + 1, s: 0, c: 10 })
  if (label.retracted) {
    add(c, RESIDUAL.retracted, sign)
    return
  }
  const y = Number(label.value)
  if (row.predValue === null || !Number.isFinite(y)) return
  const e = row.predValue - y
  let bin = 0
  while (bin < cuts.length && e > (cuts[bin] ?? 0)) bin += 1
  add(n, bin, sign)
  add(c, RESIDUAL.labelled, sign)
  const sums: [number, number, number][] = [
    [RESIDUAL.sumE, e, errorExp],
    [RESIDUAL.sumAbsE, Math.abs(e), errorExp],
    [RESIDUAL.sumE2, e * e, squareExp],
    [RESIDUAL.sumE4, e ** 4, fourthExp],
    [RESIDUAL.sumY, y, errorExp],
    [RESIDUAL.sumY2, y * y, squareExp],
    [RESIDUAL.sumYhat, row.predValue, errorExp],
  ]
  let clamped = false
  for (const [counter, value, exponent] of sums) {
    const fixed = toFixedPoint(value, 0, exponent, RESIDUAL_LIMIT)
    clamped ||= fixed.clamped
    add(c, counter, sign * fixed.q)
  }
  if (clamped) add(c, RESIDUAL.clamped, sign)
}
