import { buildNumericSpec } from '../../drift/build-numeric-spec'
import { decideNumeric } from '../../drift/decide-numeric'
import { minimumDetectableShift as detectableShift } from '../../drift/minimum-detectable-shift'
import { sketchNumeric } from '../../drift/sketch-numeric'
import { uniformStream } from '../../random/uniform-stream'
import { type Law, sampleOfLaw } from '../draws/sample-of-law'
import { requireValue } from '../require-value'

/** How often a shift of the printed size is significant: the promise behind "no drift, and we would have seen one of". */
export function minimumDetectableShift({
  reference,
  currentN,
  alpha,
  power,
  trials,
  seed,
}: {
  reference: Law & { n: number }
  currentN: number
  alpha: number
  power: number
  trials: number
  seed: number
}): { meanShiftInSd: number; significantRate: number } {
  const uniform = uniformStream({ seed })
  let shifts = 0
  let significant = 0
  for (let trial = 0; trial < trials; trial++) {
    const spec = requireValue(buildNumericSpec({ values: sampleOfLaw(uniform, reference, reference.n) }))
    const { standardDeviation } = spec
    let below = 0
    const referenceShareBelow = spec.cuts.map((_, i) => {
      below += spec.counts[i] ?? 0
      return below / spec.n
    })
    const cutValues = spec.cuts.map(([value]) => value)
    const { shiftInSd } = requireValue(
      detectableShift({ cutValues, referenceShareBelow, standardDeviation, n: spec.n, m: currentN, alpha, power }),
    )
    const shift = (shiftInSd ?? 0) * standardDeviation
    const values = sampleOfLaw(uniform, reference, currentN).map((x) => x + shift)
    const cur = requireValue(sketchNumeric({ cuts: spec.cuts, values }))
    const { pValue } = requireValue(decideNumeric({ ref: spec, cur, standardDeviation, alpha, floor: 0 }))
    shifts += shiftInSd ?? 0
    if (pValue < alpha) significant++
  }
  return { meanShiftInSd: shifts / trials, significantRate: significant / trials }
}
