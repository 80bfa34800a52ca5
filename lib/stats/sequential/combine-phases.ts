import { armProblem } from '../input/arm-problem'
import { finiteProblem } from '../input/finite-problem'
import { firstProblem } from '../input/first-problem'
import { type Arm, insufficient, invalid, type Method, ok, type Result, refuse } from '../result'
import { compensatedSum } from '../sums/compensated-sum'

const METHOD: Method = {
  method: 'sequential.combinePhases',
  version: 1,
  assumptions: ['INDEPENDENT_UNITS', 'FIXED_SPLIT_PER_PHASE'],
}

/**
 * One difference B - A over phases of constant traffic weights, with Mantel-Haenszel weights nA nB/(nA + nB) (Mantel and
 * Haenszel 1959): pooling would mistake a base rate that moves between phases for an effect. `effectiveN` = V0/SE² takes
 * the place of n in the sequence; V0 = n SE² of the first look (`referenceUnitVariance`, null there) is stored and
 * passed on. A phase in which an arm has no unit weighs nothing.
 */
export function combinePhases({
  phases,
  referenceUnitVariance,
}: {
  phases: readonly { readonly a: Arm; readonly b: Arm }[]
  referenceUnitVariance: number | null
}): Result<{ estimate: number; standardError: number; effectiveN: number; referenceUnitVariance: number }> {
  const n = { a: compensatedSum(phases.map(({ a }) => a.n)), b: compensatedSum(phases.map(({ b }) => b.n)) }
  const checks = phases.flatMap(({ a, b }) => [armProblem(a), armProblem(b)])
  const invalidInput = firstProblem(
    finiteProblem(...(referenceUnitVariance === null ? [] : [referenceUnitVariance])),
    ...checks,
  )
  if (invalidInput?.status === 'invalid') return refuse(METHOD, n, invalidInput)
  if (referenceUnitVariance !== null && referenceUnitVariance <= 0) return invalid(METHOD, n, 'ZERO_DENOMINATOR')
  const counted = phases.filter(({ a, b }) => a.n > 0 && b.n > 0)
  if (counted.length === 0) return insufficient(METHOD, n, 'NO_DATA')
  // A single unit has no variance; it must not enter as if it were exact.
  if (counted.some(({ a, b }) => Math.min(a.n, b.n) < 2)) return insufficient(METHOD, n, 'TOO_FEW_UNITS')
  const weights = counted.map(({ a, b }) => (a.n * b.n) / (a.n + b.n))
  const total = compensatedSum(weights)
  const over = (part: (phase: { a: Arm; b: Arm }, weight: number) => number) =>
    compensatedSum(counted.map((phase, i) => part(phase, (weights[i] ?? 0) / total)))
  const estimate = over(({ a, b }, weight) => weight * (b.mean - a.mean))
  const squared = over(({ a, b }, weight) => weight ** 2 * (a.variance / a.n + b.variance / b.n))
  if (squared === 0) return insufficient(METHOD, n, 'ZERO_VARIANCE')
  const unitVariance = referenceUnitVariance ?? (n.a + n.b) * squared
  return ok(METHOD, n, {
    estimate,
    standardError: Math.sqrt(squared),
    effectiveN: unitVariance / squared,
    referenceUnitVariance: unitVariance,
  })
}
