import { buildNumericSpec } from '../../drift/build-numeric-spec'
import { decideNumeric } from '../../drift/decide-numeric'
import { persistence as persistenceRule } from '../../drift/persistence'
import { sketchNumeric } from '../../drift/sketch-numeric'
import { uniformStream } from '../../random/uniform-stream'
import { type Law, sampleOfLaw } from '../draws/sample-of-law'
import { requireValue } from '../require-value'

/** Share of trials with an alarm of the 2-of-3 rule within all windows, and within the first three. */
export function persistence({
  reference,
  current,
  alpha,
  floor,
  windows,
  trials,
  seed,
}: {
  reference: Law & { n: number }
  current: Law & { n: number }
  alpha: number
  floor: number
  windows: number
  trials: number
  seed: number
}): { alarmRate: number; alarmWithinThreeWindows: number } {
  const uniform = uniformStream({ seed })
  let alarms = 0
  let early = 0
  for (let trial = 0; trial < trials; trial++) {
    const spec = requireValue(buildNumericSpec({ values: sampleOfLaw(uniform, reference, reference.n) }))
    const { cuts, standardDeviation } = spec
    const decisions = Array.from({ length: windows }, () => {
      const cur = requireValue(sketchNumeric({ cuts, values: sampleOfLaw(uniform, current, current.n) }))
      return requireValue(decideNumeric({ ref: spec, cur, standardDeviation, alpha, floor })).decision
    })
    const first = requireValue(persistenceRule({ decisions })).states.indexOf('alarm')
    if (first >= 0) alarms++
    if (first >= 0 && first < 3) early++
  }
  return { alarmRate: alarms / trials, alarmWithinThreeWindows: early / trials }
}
