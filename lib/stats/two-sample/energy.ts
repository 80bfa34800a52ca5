import { samplesProblem } from '../input/samples-problem'
import { type Method, ok, type Result, refuse } from '../result'
import { compensatedSum } from '../sums/compensated-sum'
import { pooledSteps } from './pooled-steps'

const METHOD: Method = { method: 'twoSample.energy', version: 1, assumptions: ['EXACT'] }

/** Energy distance sqrt(2 integral of (F - G)²) (Szekely and Rizzo 2013); unit: square root of that of the values. */
export function energy({ a, b }: { a: readonly number[]; b: readonly number[] }): Result<{ distance: number }> {
  const n = { a: a.length, b: b.length }
  const problem = samplesProblem({ a, b })
  if (problem) return refuse(METHOD, n, problem)
  const steps = pooledSteps({ a, b })
  const areas = steps.map(({ x, upToA, upToB }, i) => {
    const gap = (upToA * n.b - upToB * n.a) / (n.a * n.b)
    return gap ** 2 * ((steps[i + 1]?.x ?? x) - x)
  })
  return ok(METHOD, n, { distance: Math.sqrt(2 * compensatedSum(areas)) })
}
