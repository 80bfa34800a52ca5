import { uniformStream } from '../../random/uniform-stream'
import { combinePhases } from '../../sequential/combine-phases'
import { compareEstimate } from '../../sequential/compare-estimate'
import { binomialDraw } from '../draws/binomial-draw'
import { requireValue } from '../require-value'
import { proportionArm } from './proportion-arm'

const BURN_IN_UNITS = 100
const BURN_IN_EVENTS = 50

interface Combined {
  estimate: number
  standardError: number
  effectiveN: number
  referenceUnitVariance: number
}

interface Tally {
  unitsA: number
  unitsB: number
  successesA: number
  successesB: number
}

/** Share of A/A ramps, traffic share and base rate moving from phase to phase, that ever reject at any look. */
export function rampAA(ramp: {
  ratePerPhase: number[]
  candidateShares: number[]
  unitsPerLook: number
  looksPerPhase: number
  nStar: number
  alpha: number
  trials: number
  seed: number
}): { rejectionRate: number } {
  const uniform = uniformStream({ seed: ramp.seed })
  let rejections = 0
  for (let trial = 0; trial < ramp.trials; trial++) if (everRejects(uniform, ramp)) rejections++
  return { rejectionRate: rejections / ramp.trials }
}

function everRejects(uniform: () => number, ramp: Parameters<typeof rampAA>[0]): boolean {
  const phases: Tally[] = []
  let referenceUnitVariance: number | null = null
  for (const [phase, share] of ramp.candidateShares.entries()) {
    const rate = ramp.ratePerPhase[phase] ?? 0
    const unitsB = Math.round(ramp.unitsPerLook * share)
    const tally: Tally = { unitsA: 0, unitsB: 0, successesA: 0, successesB: 0 }
    phases.push(tally)
    for (let look = 0; look < ramp.looksPerPhase; look++) {
      tally.unitsA += ramp.unitsPerLook - unitsB
      tally.unitsB += unitsB
      tally.successesA += binomialDraw(uniform, ramp.unitsPerLook - unitsB, rate)
      tally.successesB += binomialDraw(uniform, unitsB, rate)
      if (!isBurntIn(phases)) continue
      const arms = phases.map((one) => ({
        a: proportionArm(one.successesA, one.unitsA),
        b: proportionArm(one.successesB, one.unitsB),
      }))
      const combined: Combined = requireValue(combinePhases({ phases: arms, referenceUnitVariance }))
      referenceUnitVariance = combined.referenceUnitVariance
      const { estimate, standardError, effectiveN } = combined
      const { nStar, alpha } = ramp
      const point = compareEstimate({ estimate, standardError, n: effectiveN, nStar, alpha, alternative: 'two-sided' })
      if (requireValue(point).pValue < alpha) return true
    }
  }
  return false
}

function isBurntIn(phases: readonly Tally[]): boolean {
  const total = (of: (tally: Tally) => number) => phases.reduce((sum, tally) => sum + of(tally), 0)
  const unitsB = total((tally) => tally.unitsB)
  const successesB = total((tally) => tally.successesB)
  return unitsB >= BURN_IN_UNITS && Math.min(successesB, unitsB - successesB) >= BURN_IN_EVENTS
}
