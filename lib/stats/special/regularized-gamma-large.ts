const STOP = 1e-17
const TINY = 1e-300
const MAX_TERMS = 1_000_000
const LARGEST_SHAPE = 1e10

/**
 * P(a, x) and Q(a, x) for a >= 100: Legendre's continued fraction for x >= a and the power series below it (DLMF 8.9.2,
 * 8.11.4), both in O(sqrt(a)) terms, on the common factor x^a e^{-x}/Gamma(a) from Stirling's series.
 * NaN beyond a shape of 1e10, where even that is too many.
 */
export function regularizedGammaLarge({ x, a, upper }: { x: number; a: number; upper: boolean }): number {
  if (!(a <= LARGEST_SHAPE)) return Number.NaN
  const deviation = (x - a) / a
  const stirling = 1 / (12 * a) - 1 / (360 * a ** 3) + 1 / (1260 * a ** 5)
  const factor = Math.sqrt(a / (2 * Math.PI)) * Math.exp(a * (Math.log1p(deviation) - deviation) - stirling)
  if (x < a) {
    const lower = (factor / a) * powerSeries(x, a)
    return upper ? 1 - lower : lower
  }
  const tail = factor / continuedFraction(x, a)
  return upper ? tail : 1 - tail
}

function powerSeries(x: number, a: number): number {
  let term = 1
  let sum = 1
  for (let n = 1; n < MAX_TERMS; n++) {
    term *= x / (a + n)
    sum += term
    if (term <= STOP * sum) return sum
  }
  return Number.NaN
}

// Modified Lentz evaluation of x + 1 - a - 1(1-a)/(x + 3 - a - 2(2-a)/(x + 5 - a - ...)).
function continuedFraction(x: number, a: number): number {
  let value = x + 1 - a
  let c = value
  let d = 0
  for (let n = 1; n < MAX_TERMS; n++) {
    const numerator = n * (a - n)
    const denominator = x + 2 * n + 1 - a
    d = denominator + numerator * d
    c = denominator + numerator / c
    d = 1 / (Math.abs(d) < TINY ? TINY : d)
    if (Math.abs(c) < TINY) c = TINY
    const ratio = c * d
    value *= ratio
    if (Math.abs(ratio - 1) <= 1e-15) return value
  }
  return Number.NaN
}
