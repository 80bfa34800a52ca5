const TINY = 1e-300
const MAX_TERMS = 1_000_000
const LARGEST_TOTAL = 1e11

/**
 * I_x(a, b), or its complement when `upper`, for a and b >= 100: the continued fraction DLMF 8.17.22 in O(sqrt(a + b)) terms
 * on the factor x^a (1-x)^b / B(a, b), taken as a deviation from the mean with Stirling's series, since powers and a beta
 * function of large arguments lose digits. NaN beyond a + b = 1e11, where even that is too many.
 */
export function regularizedBetaLarge({ x, a, b, upper }: { x: number; a: number; b: number; upper: boolean }): number {
  if (x <= 0 || x >= 1) return x <= 0 === upper ? 1 : 0
  if (!(a + b <= LARGEST_TOTAL)) return Number.NaN
  const mean = a / (a + b)
  if (x > mean) return below(1 - x, b, a, !upper, -(x - mean))
  return below(x, a, b, upper, x - mean)
}

// For x up to the mean; `gap` = x - mean, given because 1 - x may have lost it.
function below(x: number, a: number, b: number, upper: boolean, gap: number): number {
  const total = a + b
  const deviance = a * centredLog((gap / a) * total) + b * centredLog((-gap / b) * total)
  const factor = Math.sqrt((a * b) / (2 * Math.PI * total)) * Math.exp(deviance + tail(total) - tail(a) - tail(b))
  const lower = (factor * continuedFraction(x, a, b)) / a
  return upper ? 1 - lower : lower
}

/** ln(1 + u) - u, by its series where the difference would cancel. */
function centredLog(u: number): number {
  if (Math.abs(u) > 0.01) return Math.log1p(u) - u
  let sum = 0
  for (let k = 12; k >= 2; k--) sum = u * sum + (k % 2 === 0 ? -1 : 1) / k
  return sum * u * u
}

// Stirling's series of ln Gamma beyond its leading terms.
function tail(z: number): number {
  return 1 / (12 * z) - 1 / (360 * z ** 3) + 1 / (1260 * z ** 5)
}

// Modified Lentz evaluation (Thompson and Barnett 1986).
function continuedFraction(x: number, a: number, b: number): number {
  const away = (value: number) => (Math.abs(value) < TINY ? TINY : value)
  let c = 1
  let d = 1 / away(1 - ((a + b) * x) / (a + 1))
  let value = d
  for (let m = 1; m < MAX_TERMS; m++) {
    const even = ((m / (a + 2 * m)) * (b - m) * x) / (a + 2 * m - 1)
    d = 1 / away(1 + even * d)
    c = away(1 + even / c)
    value *= c * d
    const odd = (-((a + m) / (a + 2 * m)) * (a + b + m) * x) / (a + 2 * m + 1)
    d = 1 / away(1 + odd * d)
    c = away(1 + odd / c)
    const ratio = c * d
    value *= ratio
    if (Math.abs(ratio - 1) <= 1e-15) return value
  }
  return Number.NaN
}
