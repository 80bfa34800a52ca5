import { ksOneSampleSf } from '../special/ks-one-sample-sf'

/**
 * Two-sample Kolmogorov-Smirnov statistic of two valid count vectors: the largest difference of the cumulative shares
 * at the cuts, its p-value at the effective size NM/(N + M), and how far the statistic of the raw rows can be off.
 */
export function ksOfCounts({ ref, cur }: { ref: readonly number[]; cur: readonly number[] }): {
  D: number
  pValue: number
  errorBound: number
} {
  const n = ref.reduce((sum, count) => sum + count, 0)
  const m = cur.reduce((sum, count) => sum + count, 0)
  let below = 0
  let belowCur = 0
  let D = 0
  let errorBound = 0
  for (const [bin, count] of ref.entries()) {
    const countCur = cur[bin] ?? 0
    below += count
    belowCur += countCur
    D = Math.max(D, Math.abs(below / n - belowCur / m))
    errorBound = Math.max(errorBound, Math.min(count / n, countCur / m))
  }
  // Shares that are equal as fractions may differ in the last bit; that is no distance.
  if (D < 1e-15) D = 0
  return { D, pValue: ksOneSampleSf({ n: Math.max(1, Math.round((n * m) / (n + m))), d: D }), errorBound }
}
