import { betaBinomialMixture } from './beta-binomial-mixture'

const GOLDEN = (Math.sqrt(5) - 1) / 2

/**
 * Evidence of one arm of n values against "x is the p-quantile": the least ln E(p; s, n - s) over real s between the
 * number of values below x and the number up to x. ln E is convex in s, so its minimiser is found once and clamped.
 */
export function quantileEvidence({
  p,
  tOpt,
  n,
}: {
  p: number
  tOpt: number
  n: number
}): (below: number, upTo: number) => number {
  const logE = (s: number) => betaBinomialMixture({ p, successes: s, failures: n - s, tOpt })
  const lowest = minimiser(logE, n)
  const known = new Map<number, number>()
  return (below, upTo) => {
    const s = Math.min(upTo, Math.max(below, lowest))
    const value = known.get(s) ?? logE(s)
    known.set(s, value)
    return value
  }
}

function minimiser(f: (s: number) => number, n: number): number {
  let low = 0
  let high = n
  let left = high - GOLDEN * (high - low)
  let right = low + GOLDEN * (high - low)
  let fLeft = f(left)
  let fRight = f(right)
  for (let step = 0; step < 200 && high - low > 1e-9 * Math.max(1, n); step++) {
    if (fLeft < fRight) {
      high = right
      right = left
      fRight = fLeft
      left = high - GOLDEN * (high - low)
      fLeft = f(left)
    } else {
      low = left
      left = right
      fLeft = fRight
      right = low + GOLDEN * (high - low)
      fRight = f(right)
    }
  }
  return (low + high) / 2
}
