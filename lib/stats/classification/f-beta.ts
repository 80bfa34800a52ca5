import { finiteProblem } from '../input/finite-problem'
import { sizeProblem } from '../input/size-problem'
import { insufficient, invalid, type Method, ok, type Result, refuse } from '../result'

const METHOD: Method = {
  method: 'classification.fBeta',
  version: 1,
  assumptions: ['MATURED_COHORT', 'LABELS_NOT_SELECTIVE'],
}

/**
 * (1+beta^2) TP / ((1+beta^2) TP + beta^2 FN + FP); beta > 1 weights recall. van Rijsbergen 1979, chapter 7.
 * Errors: NON_FINITE_INPUT, COUNT_OUT_OF_RANGE, WEIGHTS_INVALID (beta < 0), NO_DATA, ZERO_DENOMINATOR.
 */
export function fBeta({
  tp,
  fp,
  fn,
  beta,
}: {
  tp: number
  fp: number
  fn: number
  beta: number
}): Result<{ fBeta: number }> {
  const n = tp + fp + fn
  const problem = finiteProblem(beta) ?? sizeProblem(tp, fp, fn)
  if (problem !== null) return refuse(METHOD, n, problem)
  if (beta < 0) return invalid(METHOD, n, 'WEIGHTS_INVALID')
  if (n === 0) return insufficient(METHOD, n, 'NO_DATA')
  const square = beta * beta
  const denominator = (1 + square) * tp + square * fn + fp
  if (denominator === 0) return invalid(METHOD, n, 'ZERO_DENOMINATOR')
  return ok(METHOD, n, { fBeta: ((1 + square) * tp) / denominator })
}
