import { finiteListProblem } from '../input/finite-list-problem'
import { insufficient, invalid, type Method, ok, type Result, refuse } from '../result'
import { compensatedSum } from '../sums/compensated-sum'
import type { RatioEstimate } from './from-moments'

const METHOD: Method = {
  method: 'ratio.fromUnits',
  version: 1,
  assumptions: ['INDEPENDENT_UNITS', 'ASYMPTOTIC_NORMAL'],
}

/**
 * Ratio of sums R = sum M / sum D over randomisation units (accuracy, precision, recall and F1 with several rows per
 * unit included; F1 is 2TP/(2TP+FP+FN)). Variance of the influence values (M - R D)/mean(D), divisor n - 1: equal to
 * `ratio.fromMoments` without its cancellation. Deng, Knoblich and Lu 2018, KDD.
 * Errors: LENGTH_MISMATCH, NON_FINITE_INPUT, NO_DATA, TOO_FEW_UNITS (n < 2), ZERO_DENOMINATOR.
 */
export function fromUnits({
  numerators,
  denominators,
}: {
  numerators: readonly number[]
  denominators: readonly number[]
}): Result<RatioEstimate> {
  const n = numerators.length
  if (denominators.length !== n) return invalid(METHOD, n, 'LENGTH_MISMATCH')
  const problem = finiteListProblem(numerators) ?? finiteListProblem(denominators)
  if (problem !== null) return refuse(METHOD, n, problem)
  if (n === 0) return insufficient(METHOD, n, 'NO_DATA')
  if (n < 2) return insufficient(METHOD, n, 'TOO_FEW_UNITS')
  const total = compensatedSum(denominators)
  if (total === 0) return invalid(METHOD, n, 'ZERO_DENOMINATOR')
  const estimate = compensatedSum(numerators) / total
  const meanD = total / n
  const squares = numerators.map((numerator, unit) => ((numerator - estimate * (denominators[unit] ?? 0)) / meanD) ** 2)
  const unitVariance = compensatedSum(squares) / (n - 1)
  return ok(METHOD, n, { estimate, unitVariance, standardError: Math.sqrt(unitVariance / n) })
}
