import type { Problem } from '../result'

/** Each number must be a safe integer >= 0. Zero is allowed here: whether it is too few is the method's decision. */
export function sizeProblem(...sizes: readonly number[]): Problem | null {
  for (const size of sizes) {
    if (!Number.isFinite(size)) return { status: 'invalid', reason: 'NON_FINITE_INPUT' }
    if (!Number.isSafeInteger(size) || size < 0) return { status: 'invalid', reason: 'COUNT_OUT_OF_RANGE' }
  }
  return null
}
