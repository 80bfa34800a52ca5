import { scoresProblem } from '../input/scores-problem'
import { insufficient, invalid, type Method, ok, type Result, refuse } from '../result'
import { compensatedSum } from '../sums/compensated-sum'
import { edgesOf } from './edges-of'

const METHOD: Method = {
  method: 'performance.calibrationError',
  version: 1,
  assumptions: ['MATURED_COHORT', 'LABELS_NOT_SELECTIVE'],
}

/**
 * Expected calibration error over equal-count bins of the sorted scores (Naeini et al. 2015; stable sort) and the Brier
 * score (Brier 1950). ECE is biased upwards in small samples: shown, never gated.
 */
export function calibrationError({
  scores,
  labels,
  bins,
}: {
  scores: readonly number[]
  labels: readonly number[]
  bins: number
}): Result<{ ece: number; brier: number }> {
  const n = scores.length
  const problem = scoresProblem({ scores, marks: labels })
  if (problem) return refuse(METHOD, n, problem)
  if (!Number.isSafeInteger(bins) || bins < 1) return invalid(METHOD, n, 'COUNT_OUT_OF_RANGE')
  if (n < bins) return insufficient(METHOD, n, 'TOO_FEW_ROWS')
  const rows = scores.map((score, i) => ({ score, label: labels[i] ?? 0 })).sort((a, b) => a.score - b.score)
  const gaps = edgesOf({ n, bins }).map(([from, to]) =>
    Math.abs(compensatedSum(rows.slice(from, to).map(({ score, label }) => score - label))),
  )
  const brier = compensatedSum(rows.map(({ score, label }) => (score - label) ** 2)) / n
  return ok(METHOD, n, { ece: compensatedSum(gaps) / n, brier })
}
