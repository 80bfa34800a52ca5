import { compensatedSum } from '../sums/compensated-sum'

const dot = (a: readonly number[], b: readonly number[]) => compensatedSum(a.map((value, i) => value * (b[i] ?? 0)))

/**
 * Both squared discrepancies from feature means alone. Every feature vector has norm 1, so the diagonal that the unbiased
 * estimate leaves out is known: (n |mean|² - 1)/(n - 1).
 */
export function rffMmdFromMeans({
  nX,
  meanX,
  nY,
  meanY,
}: {
  nX: number
  meanX: readonly number[]
  nY: number
  meanY: readonly number[]
}): { mmd2: number; mmd2Biased: number } {
  const within = (n: number, mean: readonly number[]) => (n * dot(mean, mean) - 1) / (n - 1)
  const gap = meanX.map((value, i) => value - (meanY[i] ?? 0))
  return { mmd2: within(nX, meanX) + within(nY, meanY) - 2 * dot(meanX, meanY), mmd2Biased: dot(gap, gap) }
}
