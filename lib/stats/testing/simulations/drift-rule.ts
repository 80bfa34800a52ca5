import { buildNumericSpec } from '../../drift/build-numeric-spec'
import { decideNumeric } from '../../drift/decide-numeric'
import { sketchNumeric } from '../../drift/sketch-numeric'
import { uniformStream } from '../../random/uniform-stream'
import { type Law, sampleOfLaw } from '../draws/sample-of-law'
import { requireValue } from '../require-value'

/** Share of trials in which the default numeric rule calls a window of the current law drifted. */
export function driftRule({
  reference,
  current,
  alpha,
  floor,
  trials,
  seed,
}: {
  reference: Law & { n: number }
  current: Law & { n: number }
  alpha: number
  floor: number
  trials: number
  seed: number
}): { detectionRate: number } {
  const uniform = uniformStream({ seed })
  let detected = 0
  for (let trial = 0; trial < trials; trial++) {
    const spec = requireValue(buildNumericSpec({ values: sampleOfLaw(uniform, reference, reference.n) }))
    const cur = requireValue(sketchNumeric({ cuts: spec.cuts, values: sampleOfLaw(uniform, current, current.n) }))
    const { standardDeviation } = spec
    const { decision } = requireValue(decideNumeric({ ref: spec, cur, standardDeviation, alpha, floor }))
    if (decision === 'drift') detected++
  }
  return { detectionRate: detected / trials }
}
