import { alphaProblem } from '../input/alpha-problem'
import { finiteListProblem } from '../input/finite-list-problem'
import { finiteProblem } from '../input/finite-problem'
import { firstProblem } from '../input/first-problem'
import { sizeProblem } from '../input/size-problem'
import { insufficient, invalid, type Method, ok, type Problem, type Result, refuse } from '../result'
import { findRoot } from '../special/find-root'
import { ksOneSampleSf } from '../special/ks-one-sample-sf'
import { normalQuantile } from '../special/normal-quantile'
import { referenceCdf } from './reference-cdf'

const METHOD: Method = {
  method: 'drift.minimumDetectableShift',
  version: 1,
  assumptions: ['SHARED_BINS', 'INDEPENDENT_UNITS', 'ASYMPTOTIC_NORMAL'],
}
const ATOM_SHIFT = 1e-9
const LARGEST_SHIFT = 64
const SCAN_POINTS = 256

/**
 * Smallest shift of the whole distribution, in reference standard deviations, that the Kolmogorov-Smirnov part of the
 * numeric rule finds with the given power (Massey 1950, on the power of the test): D(shift) >= critical distance +
 * z_power standard errors. 0 when any shift moves an atom that large, `null` when no shift up to 64 does.
 */
export function minimumDetectableShift(input: {
  cutValues: readonly number[]
  referenceShareBelow: readonly number[]
  standardDeviation: number
  n: number
  m: number
  alpha: number
  power: number
}): Result<{ shiftInSd: number | null; criticalDistance: number }> {
  const { cutValues, referenceShareBelow, standardDeviation, n, m, alpha, power } = input
  const sizes = { ref: n, cur: m }
  const problem = firstProblem(
    finiteProblem(standardDeviation),
    finiteListProblem(cutValues),
    finiteListProblem(referenceShareBelow),
    alphaProblem(alpha, power),
    sizeProblem(n, m),
    specProblem(cutValues, referenceShareBelow),
  )
  if (problem) return refuse(METHOD, sizes, problem)
  if (n === 0 || m === 0) return insufficient(METHOD, sizes, 'NO_DATA')
  if (standardDeviation <= 0) return insufficient(METHOD, sizes, 'ZERO_VARIANCE')
  const effective = (n * m) / (n + m)
  const criticalDistance = criticalKs(Math.max(1, Math.round(effective)), alpha / 2)
  if (criticalDistance === null) return invalid(METHOD, sizes, 'NUMERICAL_FAILURE')
  const cdf = referenceCdf({ values: cutValues, below: referenceShareBelow })
  const z = normalQuantile({ p: power })
  const surplus = (shift: number) => {
    let D = 0
    let shifted = 0
    for (const [i, cut] of cutValues.entries()) {
      const moved = cdf(cut - shift * standardDeviation)
      const distance = Math.abs((referenceShareBelow[i] ?? 0) - moved)
      if (distance > D) {
        D = distance
        shifted = moved
      }
    }
    return D - criticalDistance - z * Math.sqrt((shifted * (1 - shifted)) / effective)
  }
  return ok(METHOD, sizes, { shiftInSd: smallestReaching(surplus), criticalDistance })
}

function specProblem(values: readonly number[], below: readonly number[]): Problem | null {
  if (values.length !== below.length) return { status: 'invalid', reason: 'LENGTH_MISMATCH' }
  if (values.length === 0) return { status: 'insufficient', reason: 'NO_DATA' }
  const descending = (list: readonly number[]) => list.some((x, i) => i > 0 && x < (list[i - 1] ?? x))
  const outside = below.some((share) => share < 0 || share > 1)
  return descending(values) || descending(below) || outside ? { status: 'invalid', reason: 'SPEC_MISMATCH' } : null
}

function criticalKs(n: number, p: number): number | null {
  return findRoot({ f: (d) => ksOneSampleSf({ n, d }) - p, lower: 0.5 / n, upper: 1, absoluteTolerance: 1e-12 })
}

function smallestReaching(surplus: (shift: number) => number): number | null {
  if (surplus(ATOM_SHIFT) >= 0) return 0
  if (surplus(LARGEST_SHIFT) < 0 && !reachedWithin(surplus, LARGEST_SHIFT)) return null
  let upper = LARGEST_SHIFT
  for (let shift = LARGEST_SHIFT / 2; shift > 1e-6 && surplus(shift) >= 0; shift /= 2) upper = shift
  // The standard error jumps where another cut takes over, so an earlier crossing may hide below the bracket.
  upper = reachedWithin(surplus, upper) ?? upper
  let lower = Math.max(ATOM_SHIFT, upper - upper / SCAN_POINTS)
  if (surplus(lower) >= 0) lower = ATOM_SHIFT
  for (let step = 0; step < 100 && upper - lower > 1e-13 * upper; step++) {
    const middle = (lower + upper) / 2
    if (surplus(middle) >= 0) upper = middle
    else lower = middle
  }
  return upper
}

function reachedWithin(surplus: (shift: number) => number, end: number): number | null {
  for (let i = 1; i <= SCAN_POINTS; i++) {
    const shift = (end * i) / SCAN_POINTS
    if (surplus(shift) >= 0) return shift
  }
  return null
}
