import { samplesProblem } from '../input/samples-problem'
import { type Assumption, type FixedSampleResult, type Method, ok, refuse } from '../result'
import { pooledSteps } from './pooled-steps'

const METHOD: Method<Assumption> = {
  method: 'twoSample.kuiper',
  version: 1,
  assumptions: ['INDEPENDENT_UNITS', 'FIXED_SAMPLE_ONLY'],
}

/** Two-sample Kuiper test V = D⁺ + D⁻, sensitive to shifts and to scale alike (Kuiper 1960; p of Stephens 1965). */
export function kuiper({
  a,
  b,
}: {
  a: readonly number[]
  b: readonly number[]
}): FixedSampleResult<{ V: number; pValue: number }> {
  const n = a.length
  const m = b.length
  const problem = samplesProblem({ a, b })
  if (problem) return refuse(METHOD, { a: n, b: m }, problem)
  let above = 0
  let below = 0
  for (const { upToA, upToB } of pooledSteps({ a, b })) {
    above = Math.max(above, upToA * m - upToB * n)
    below = Math.max(below, upToB * n - upToA * m)
  }
  const V = (above + below) / (n * m)
  const root = Math.sqrt((n * m) / (n + m))
  return ok(METHOD, { a: n, b: m }, { V, pValue: kuiperSf((root + 0.155 + 0.24 / root) * V) })
}

function kuiperSf(lambda: number): number {
  if (lambda < 0.4) return 1
  let sum = 0
  for (let j = 1; j <= 200; j++) {
    const exponent = 2 * (j * lambda) ** 2
    const term = (2 * exponent - 1) * Math.exp(-exponent)
    sum += term
    if (Math.abs(term) < 1e-18 * Math.abs(sum)) break
  }
  return Math.min(1, Math.max(0, 2 * sum))
}
