import { compensatedSum } from '../sums/compensated-sum'

/** Scores of the rows of each class. */
export interface ScoresByClass {
  readonly positives: readonly number[]
  readonly negatives: readonly number[]
}

export interface Placements {
  auc: number
  /** V10: for each positive the share of negatives it outranks (ties half). */
  positives: Float64Array
  /** V01: for each negative the share of positives that outrank it (ties half). */
  negatives: Float64Array
}

/**
 * Placement values V10 and V01 of DeLong, DeLong and Clarke-Pearson 1988 (Biometrics 44) from mid-ranks in
 * O((m+n) log(m+n)) (Sun and Xu 2014, IEEE Signal Process. Lett. 21). Both classes must be present.
 */
export function placements({ positives, negatives }: ScoresByClass): Placements {
  const sortedPositives = Float64Array.from(positives).sort()
  const sortedNegatives = Float64Array.from(negatives).sort()
  const m = positives.length
  const n = negatives.length
  const fromPositives = new Float64Array(m)
  const fromNegatives = new Float64Array(n)
  positives.forEach((score, i) => {
    fromPositives[i] = midRank(sortedNegatives, score) / n
  })
  negatives.forEach((score, j) => {
    fromNegatives[j] = (m - midRank(sortedPositives, score)) / m
  })
  return { auc: compensatedSum(fromPositives) / m, positives: fromPositives, negatives: fromNegatives }
}

// Number of sorted values below the score plus half of those equal to it.
function midRank(sorted: Float64Array, score: number): number {
  return (countBelow(sorted, score, false) + countBelow(sorted, score, true)) / 2
}

function countBelow(sorted: Float64Array, score: number, inclusive: boolean): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const value = sorted[middle] ?? 0
    if (value < score || (inclusive && value === score)) low = middle + 1
    else high = middle
  }
  return low
}
