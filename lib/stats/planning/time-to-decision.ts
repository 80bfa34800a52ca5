import { alphaProblem } from '../input/alpha-problem'
import { finiteProblem } from '../input/finite-problem'
import { firstProblem } from '../input/first-problem'
import { sizeProblem } from '../input/size-problem'
import { uniformStream } from '../random/uniform-stream'
import { insufficient, invalid, type Method, ok, type Result, refuse } from '../result'
import { normalQuantile } from '../special/normal-quantile'
import { alwaysValidBoundary } from './always-valid-boundary'
import { plannedSizeProblem } from './planned-size-problem'
import { varianceProblem } from './variance-problem'

const METHOD: Method = {
  method: 'planning.timeToDecision',
  version: 1,
  assumptions: ['INDEPENDENT_UNITS', 'ASYMPTOTIC_NORMAL', 'FIXED_SPLIT_PER_PHASE'],
}

// Draws of one call; more would hang the caller.
const MAX_STEPS = 100_000_000

/**
 * Units (both arms) by which half, 80 % and 90 % of simulated runs have crossed the two-sided boundary; null where that
 * share is not reached within the looks. Brownian paths with drift effect/sqrt(V) seen at every look, after Johari et al.
 * 2022, Oper. Res. 70. V = n SE^2.
 * Errors: NON_FINITE_INPUT, COUNT_OUT_OF_RANGE, ALPHA_OUT_OF_RANGE, NO_DATA (no look or no path), ZERO_VARIANCE,
 * NUMERICAL_FAILURE.
 */
export function timeToDecision({
  effect,
  unitVariance,
  nStar,
  alpha,
  unitsPerLook,
  looks,
  paths,
  seed,
}: {
  effect: number
  unitVariance: number
  nStar: number
  alpha: number
  unitsPerLook: number
  looks: number
  paths: number
  seed: number
}): Result<{ quantiles: { p50: number | null; p80: number | null; p90: number | null } }> {
  const problem = firstProblem(
    finiteProblem(effect, seed),
    varianceProblem(unitVariance),
    plannedSizeProblem(nStar, unitsPerLook),
    sizeProblem(looks, paths),
    alphaProblem(alpha),
  )
  if (problem !== null) return refuse(METHOD, paths, problem)
  if (!Number.isSafeInteger(seed) || looks > MAX_STEPS || looks * paths > MAX_STEPS) {
    return invalid(METHOD, paths, 'COUNT_OUT_OF_RANGE')
  }
  if (looks === 0 || paths === 0) return insufficient(METHOD, paths, 'NO_DATA')
  const boundary = alwaysValidBoundary({ nStar, alpha })
  // The path crosses when |S_n| >= z(n) sqrt(n), S_n the standardised sum.
  const barriers = Array.from({ length: looks }, (_, look) => {
    const n = (look + 1) * unitsPerLook
    return boundary(n) * Math.sqrt(n)
  })
  if (!barriers.every(Number.isFinite)) return invalid(METHOD, paths, 'NUMERICAL_FAILURE')
  const drift = (effect / Math.sqrt(unitVariance)) * unitsPerLook
  const decidedAt = countDecisions({
    barriers,
    drift,
    spread: Math.sqrt(unitsPerLook),
    paths,
    uniform: uniformStream({ seed }),
  })
  const reached = (share: number) => unitsWhenDecided(decidedAt, share * paths, unitsPerLook)
  return ok(METHOD, paths, { quantiles: { p50: reached(0.5), p80: reached(0.8), p90: reached(0.9) } })
}

function countDecisions({
  barriers,
  drift,
  spread,
  paths,
  uniform,
}: {
  barriers: readonly number[]
  drift: number
  spread: number
  paths: number
  uniform: () => number
}): number[] {
  const decidedAt = new Array<number>(barriers.length).fill(0)
  for (let path = 0; path < paths; path++) {
    let sum = 0
    const look = barriers.findIndex((barrier) => {
      sum += drift + spread * normalQuantile({ p: uniform() })
      return Math.abs(sum) >= barrier
    })
    if (look !== -1) decidedAt[look] = (decidedAt[look] ?? 0) + 1
  }
  return decidedAt
}

function unitsWhenDecided(decidedAt: readonly number[], wanted: number, unitsPerLook: number): number | null {
  let decided = 0
  const look = decidedAt.findIndex((count) => {
    decided += count
    return decided >= wanted
  })
  return look === -1 ? null : (look + 1) * unitsPerLook
}
