import { compensatedSum } from '../sums/compensated-sum'

/** Counts, weights or shares as shares of their total, which must be positive. */
export function sharesOf(counts: readonly number[]): number[] {
  const total = compensatedSum(counts)
  return counts.map((count) => count / total)
}
