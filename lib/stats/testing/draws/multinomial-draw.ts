import { binomialDraw } from './binomial-draw'

/** Counts of n draws over weights, as a chain of binomials. */
export function multinomialDraw(uniform: () => number, n: number, weights: readonly number[]): number[] {
  let restWeight = weights.reduce((sum, weight) => sum + weight, 0)
  let rest = n
  return weights.map((weight, i) => {
    const count = i === weights.length - 1 ? rest : binomialDraw(uniform, rest, Math.min(1, weight / restWeight))
    restWeight -= weight
    rest -= count
    return count
  })
}
