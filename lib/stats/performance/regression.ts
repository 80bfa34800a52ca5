import { finiteProblem } from '../input/finite-problem'
import { firstProblem } from '../input/first-problem'
import { sizeProblem } from '../input/size-problem'
import { insufficient, invalid, type Method, ok, type Result, refuse } from '../result'

const METHOD: Method = {
  method: 'performance.regression',
  version: 1,
  assumptions: ['MATURED_COHORT', 'LABELS_NOT_SELECTIVE'],
}

/**
 * Bias, mean absolute error, root mean squared error (unit of the label) and r² from additive sums, error = prediction -
 * label: r² = 1 - sumSquaredError/m2Y (Kvalseth 1985, R²1), null when the labels do not vary.
 */
export function regression({
  n,
  sumError,
  sumAbsError,
  sumSquaredError,
  meanY,
  m2Y,
}: {
  n: number
  sumError: number
  sumAbsError: number
  sumSquaredError: number
  meanY: number
  m2Y: number
}): Result<{ bias: number; mae: number; rmse: number; r2: number | null }> {
  const problem = firstProblem(finiteProblem(sumError, sumAbsError, sumSquaredError, meanY, m2Y), sizeProblem(n))
  if (problem) return refuse(METHOD, n, problem)
  if (sumAbsError < 0 || sumSquaredError < 0 || m2Y < 0) return invalid(METHOD, n, 'NUMERICAL_FAILURE')
  if (n === 0) return insufficient(METHOD, n, 'NO_DATA')
  return ok(METHOD, n, {
    bias: sumError / n,
    mae: sumAbsError / n,
    rmse: Math.sqrt(sumSquaredError / n),
    r2: m2Y === 0 ? null : 1 - sumSquaredError / m2Y,
  })
}
