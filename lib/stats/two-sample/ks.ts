import { samplesProblem } from '../input/samples-problem'
import { type Assumption, type FixedSampleResult, type Method, ok, refuse } from '../result'
import { ksOneSampleSf } from '../special/ks-one-sample-sf'
import { ksExactSf } from './ks-exact-sf'
import { pooledSteps } from './pooled-steps'

const METHOD: Method<Assumption> = {
  method: 'twoSample.ks',
  version: 1,
  assumptions: ['INDEPENDENT_UNITS', 'FIXED_SAMPLE_ONLY'],
}
const LARGEST_LATTICE = 4e6

/**
 * Two-sample Kolmogorov-Smirnov test (Smirnov 1939). `exact` counts lattice paths (Hodges 1958) while n m <= 4e6;
 * beyond, and when `asymptotic`, p is the one-sample survival at round(nm/(n + m)) (Simard and L'Ecuyer 2011).
 */
export function ks({
  a,
  b,
  method,
}: {
  a: readonly number[]
  b: readonly number[]
  method: 'exact' | 'asymptotic'
}): FixedSampleResult<{ D: number; pValue: number }> {
  const n = a.length
  const m = b.length
  const problem = samplesProblem({ a, b })
  if (problem) return refuse(METHOD, { a: n, b: m }, problem)
  // Differences of shares in units of 1/(nm) are integers: no rounding decides which paths count.
  const scaled = pooledSteps({ a, b }).reduce((d, { upToA, upToB }) => Math.max(d, Math.abs(upToA * m - upToB * n)), 0)
  const D = scaled / (n * m)
  const pValue =
    method === 'exact' && n * m <= LARGEST_LATTICE
      ? ksExactSf({ n, m, scaled })
      : ksOneSampleSf({ n: Math.max(1, Math.round((n * m) / (n + m))), d: D })
  return ok(METHOD, { a: n, b: m }, { D, pValue })
}
