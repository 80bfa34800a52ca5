import { logBeta } from './log-beta'

const ASYMPTOTIC_ABOVE = 100_000

/**
 * P(D_n^+ >= d) = d sum_{j <= n(1-d)} C(n,j) (d + j/n)^{j-1} (1 - d - j/n)^{n-j} (Birnbaum and Tingey 1951), summed
 * in logarithms; beyond 100 000 rows exp(-(6nd+1)^2/(18n)) (Maag and Dicaire 1971).
 */
export function smirnovOneSidedSf({ n, d }: { n: number; d: number }): number {
  if (n > ASYMPTOTIC_ABOVE) return Math.exp(-((6 * n * d + 1) ** 2) / (18 * n))
  let sum = 0
  const last = Math.floor(n * (1 - d))
  for (let j = 0; j <= last; j++) {
    const below = d + j / n
    const above = 1 - below
    if (above < 0 || (above === 0 && j < n)) continue
    const logChoose = -Math.log(n + 1) - logBeta({ a: n - j + 1, b: j + 1 })
    const logAbove = j === n ? 0 : (n - j) * Math.log(above)
    sum += Math.exp(logChoose + (j - 1) * Math.log(below) + logAbove)
  }
  return d * sum
}
