import { finiteListProblem } from '../input/finite-list-problem'
import { firstProblem } from '../input/first-problem'
import { sizeProblem } from '../input/size-problem'
import { insufficient, invalid, type Method, ok, type Result, refuse } from '../result'
import { compensatedSum } from '../sums/compensated-sum'
import { aurocOfBins } from './auroc-of-bins'

const METHOD: Method = {
  method: 'performance.fromScoreBins',
  version: 1,
  assumptions: ['SHARED_BINS', 'MATURED_COHORT', 'LABELS_NOT_SELECTIVE'],
}

/** Labelled rows of one score bin; the sums run over the rows, `sumScorePositive` over its positives. */
export interface ScoreBin {
  readonly positives: number
  readonly negatives: number
  readonly sumScore: number
  readonly sumScorePositive: number
  readonly sumScoreSquared: number
}

export interface RealisedPerformance {
  tp: number
  fp: number
  fn: number
  tn: number
  brier: number
  ece: number
  /** `null` while only one class has labels. */
  auroc: number | null
  errorBound: number | null
}

/**
 * Confusion counts, Brier score (exact: sum (s² - 2 s y + y)/n, Brier 1950), expected calibration error over the bins
 * (Naeini et al. 2015) and AUROC from ascending score bins. The decision threshold must be a bin edge: bins from
 * `thresholdIndex` on are predicted positive.
 */
export function fromScoreBins({
  bins,
  thresholdIndex,
}: {
  bins: readonly ScoreBin[]
  thresholdIndex: number
}): Result<RealisedPerformance> {
  const count = (part: readonly ScoreBin[], of: (bin: ScoreBin) => number) => compensatedSum(part.map(of))
  const n = count(bins, ({ positives, negatives }) => positives + negatives)
  const problem = firstProblem(
    finiteListProblem(bins.flatMap((bin) => [bin.sumScore, bin.sumScorePositive, bin.sumScoreSquared])),
    sizeProblem(thresholdIndex, ...bins.flatMap(({ positives, negatives }) => [positives, negatives])),
  )
  if (problem) return refuse(METHOD, n, problem)
  if (thresholdIndex > bins.length) return invalid(METHOD, n, 'SPEC_MISMATCH')
  if (n === 0) return insufficient(METHOD, n, 'NO_DATA')
  const rejected = bins.slice(0, thresholdIndex)
  const accepted = bins.slice(thresholdIndex)
  const positives = bins.map((bin) => bin.positives)
  const negatives = bins.map((bin) => bin.negatives)
  const bothClasses = positives.some((value) => value > 0) && negatives.some((value) => value > 0)
  const area = bothClasses ? aurocOfBins({ positives, negatives }) : { auroc: null, errorBound: null }
  const squares = count(bins, (bin) => bin.sumScoreSquared - 2 * bin.sumScorePositive + bin.positives)
  return ok(METHOD, n, {
    tp: count(accepted, (bin) => bin.positives),
    fp: count(accepted, (bin) => bin.negatives),
    fn: count(rejected, (bin) => bin.positives),
    tn: count(rejected, (bin) => bin.negatives),
    brier: Math.max(0, squares) / n,
    ece: count(bins, (bin) => Math.abs(bin.sumScore - bin.positives)) / n,
    ...area,
  })
}
