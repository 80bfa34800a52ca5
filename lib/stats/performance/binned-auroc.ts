import { firstProblem } from '../input/first-problem'
import { sizeProblem } from '../input/size-problem'
import { insufficient, invalid, type Method, ok, type Result, refuse } from '../result'
import { aurocOfBins } from './auroc-of-bins'

const METHOD: Method = { method: 'performance.binnedAuroc', version: 1, assumptions: ['SHARED_BINS'] }

/**
 * AUROC from label counts per ascending score bin (Bamber 1975, ties one half), |error| <= errorBound. One class without
 * a row is ONE_CLASS_ONLY.
 */
export function binnedAuroc({
  positives,
  negatives,
}: {
  positives: readonly number[]
  negatives: readonly number[]
}): Result<{ auroc: number; errorBound: number }> {
  const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0)
  const n = { positives: total(positives), negatives: total(negatives) }
  const problem = firstProblem(sizeProblem(...positives), sizeProblem(...negatives))
  if (problem) return refuse(METHOD, n, problem)
  if (positives.length !== negatives.length) return invalid(METHOD, n, 'LENGTH_MISMATCH')
  if (n.positives + n.negatives === 0) return insufficient(METHOD, n, 'NO_DATA')
  if (n.positives === 0 || n.negatives === 0) return insufficient(METHOD, n, 'ONE_CLASS_ONLY')
  return ok(METHOD, n, aurocOfBins({ positives, negatives }))
}
