import { samplesProblem } from '../input/samples-problem'
import { type Assumption, type FixedSampleResult, insufficient, type Method, ok, refuse } from '../result'
import { compensatedSum } from '../sums/compensated-sum'
import { pooledSteps } from './pooled-steps'

const METHOD: Method<Assumption> = {
  method: 'twoSample.andersonDarling',
  version: 1,
  assumptions: ['INDEPENDENT_UNITS', 'FIXED_SAMPLE_ONLY'],
}

/**
 * Anderson-Darling two-sample statistic, mid-rank version, less its mean and in standard deviations under no difference
 * (Scholz and Stephens 1987, with k = 2 samples). Fewer than 4 values together: `TOO_FEW_UNITS`; one distinct value:
 * `ZERO_VARIANCE`.
 */
export function andersonDarling({
  a,
  b,
}: {
  a: readonly number[]
  b: readonly number[]
}): FixedSampleResult<{ statistic: number }> {
  const n = { a: a.length, b: b.length }
  const problem = samplesProblem({ a, b })
  if (problem) return refuse(METHOD, n, problem)
  const total = n.a + n.b
  if (total < 4) return insufficient(METHOD, n, 'TOO_FEW_UNITS')
  const steps = pooledSteps({ a, b })
  if (steps.length < 2) return insufficient(METHOD, n, 'ZERO_VARIANCE')
  const side = (size: number, pick: (step: (typeof steps)[number]) => [at: number, upTo: number]) =>
    compensatedSum(
      steps.map((step) => {
        const here = step.atA + step.atB
        const before = step.upToA + step.upToB - here / 2
        const [at, upTo] = pick(step)
        const gap = total * (upTo - at / 2) - before * size
        return ((here / total) * gap ** 2) / (before * (total - before) - (total * here) / 4)
      }),
    ) / size
  const sum = side(n.a, (s) => [s.atA, s.upToA]) + side(n.b, (s) => [s.atB, s.upToB])
  const squared = (sum * (total - 1)) / total
  return ok(METHOD, n, { statistic: (squared - 1) / Math.sqrt(varianceUnderNull(n.a, n.b)) })
}

// Equation 4 of Scholz and Stephens with k = 2.
function varianceUnderNull(n: number, m: number): number {
  const N = n + m
  const H = 1 / n + 1 / m
  const h = harmonicSum(N)
  const g = doubleSum(N)
  const a = 4 * g - 6 + (10 - 6 * g) * H
  const b = (2 * g - 4) * 4 + 16 * h + (2 * g - 14 * h - 4) * H - 8 * h + 4 * g - 6
  const c = (6 * h + 2 * g - 2) * 4 + (4 * h - 4 * g + 6) * 2 + (2 * h - 6) * H + 4 * h
  const d = (2 * h + 6) * 4 - 8 * h
  return (a * N ** 3 + b * N ** 2 + c * N + d) / ((N - 1) * (N - 2) * (N - 3))
}

// h = sum_{i=1}^{N-1} 1/i
function harmonicSum(N: number): number {
  let sum = 0
  for (let i = N - 1; i >= 1; i--) sum += 1 / i
  return sum
}

// g = sum_{i=1}^{N-2} sum_{j=i+1}^{N-1} 1/((N - i) j)
function doubleSum(N: number): number {
  let tail = 0
  let sum = 0
  for (let i = N - 2; i >= 1; i--) {
    tail += 1 / (i + 1)
    sum += tail / (N - i)
  }
  return sum
}
