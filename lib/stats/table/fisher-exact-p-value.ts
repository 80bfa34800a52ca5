import { logBeta } from '../special/log-beta'
import { compensatedSum } from '../sums/compensated-sum'

const RELATIVE_TIE = 1e-7

function logChoose(n: number, k: number): number {
  return -Math.log(n + 1) - logBeta({ a: n - k + 1, b: k + 1 })
}

/**
 * Two-sided Fisher exact p of the table [[a, b], [c, d]]: the total probability, at fixed margins, of all tables not more
 * probable than the observed one (Fisher 1935; ties within 1e-7 count as equally probable).
 */
export function fisherExactPValue(a: number, b: number, c: number, d: number): number {
  const row = a + b
  const other = c + d
  const column = a + c
  const low = Math.max(0, column - other)
  const high = Math.min(row, column)
  const logTotal = logChoose(row + other, column)
  const probability = (x: number) => Math.exp(logChoose(row, x) + logChoose(other, column - x) - logTotal)
  const limit = probability(a) * (1 + RELATIVE_TIE)
  const terms = []
  // The hypergeometric law is unimodal, so each tail is a run of tables from its end.
  let left = low
  for (; left <= high; left++) {
    const p = probability(left)
    if (p > limit) break
    terms.push(p)
  }
  for (let right = high; right > left; right--) {
    const p = probability(right)
    if (p > limit) break
    terms.push(p)
  }
  return Math.min(1, compensatedSum(terms))
}
