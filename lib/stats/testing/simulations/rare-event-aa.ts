import { uniformStream } from '../../random/uniform-stream'
import { rareEvents } from '../../sequential/rare-events'
import { poissonDraw } from '../draws/poisson-draw'
import { requireValue } from '../require-value'

/** Share of A/A trials with Poisson events in which the rare-event evidence exceeds 1/alpha at any look. */
export function rareEventAA({
  eventsPerLook,
  canaryShare,
  tOpt,
  looks,
  trials,
  alpha,
  seed,
}: {
  eventsPerLook: number
  canaryShare: number
  tOpt: number
  looks: number
  trials: number
  alpha: number
  seed: number
}): { rejectionRate: number } {
  const uniform = uniformStream({ seed })
  let rejections = 0
  for (let trial = 0; trial < trials; trial++) {
    const phase = { canaryEvents: 0, baselineEvents: 0, canaryShare }
    for (let look = 0; look < looks; look++) {
      phase.canaryEvents += poissonDraw(uniform, eventsPerLook * canaryShare)
      phase.baselineEvents += poissonDraw(uniform, eventsPerLook * (1 - canaryShare))
      if (requireValue(rareEvents({ phases: [phase], tOpt })).logE > -Math.log(alpha)) {
        rejections++
        break
      }
    }
  }
  return { rejectionRate: rejections / trials }
}
