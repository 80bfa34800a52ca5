import type { Problem } from '../result'
import { finiteListProblem } from './finite-list-problem'
import { firstProblem } from './first-problem'

/** Two samples of finite numbers, each with at least `fewest` of them. */
export function samplesProblem({
  a,
  b,
  fewest = 1,
}: {
  a: readonly number[]
  b: readonly number[]
  fewest?: number
}): Problem | null {
  const smaller = Math.min(a.length, b.length)
  return firstProblem(
    finiteListProblem(a),
    finiteListProblem(b),
    smaller === 0 ? { status: 'insufficient', reason: 'NO_DATA' } : null,
    smaller < fewest ? { status: 'insufficient', reason: 'TOO_FEW_UNITS' } : null,
  )
}
