import { compensatedSum } from '../sums/compensated-sum'

/** S10/m + S01/n with divisors m - 1 and n - 1 (DeLong, DeLong and Clarke-Pearson 1988). */
export function delongVariance({ positives, negatives }: { positives: Float64Array; negatives: Float64Array }): number {
  return varianceOfMean(positives) + varianceOfMean(negatives)
}

function varianceOfMean(values: Float64Array): number {
  const mean = compensatedSum(values) / values.length
  return compensatedSum(values.map((value) => (value - mean) ** 2)) / (values.length - 1) / values.length
}
