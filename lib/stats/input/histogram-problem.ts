import type { Problem } from '../result'

/** Two histograms over the same bins: equal length, finite, not negative, neither side empty. */
export function histogramProblem({
  ref,
  cur,
  integers,
}: {
  ref: readonly number[]
  cur: readonly number[]
  integers: boolean
}): Problem | null {
  for (const counts of [ref, cur]) {
    for (const count of counts) {
      if (!Number.isFinite(count)) return { status: 'invalid', reason: 'NON_FINITE_INPUT' }
    }
  }
  for (const counts of [ref, cur]) {
    for (const count of counts) {
      if (count < 0 || (integers && !Number.isSafeInteger(count))) {
        return { status: 'invalid', reason: 'COUNT_OUT_OF_RANGE' }
      }
    }
  }
  if (ref.length !== cur.length) return { status: 'invalid', reason: 'LENGTH_MISMATCH' }
  const filled = (counts: readonly number[]) => counts.some((count) => count > 0)
  return filled(ref) && filled(cur) ? null : { status: 'insufficient', reason: 'NO_DATA' }
}
