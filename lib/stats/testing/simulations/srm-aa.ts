import { uniformStream } from '../../random/uniform-stream'
import { sequential } from '../../srm/sequential'
import { multinomialDraw } from '../draws/multinomial-draw'
import { requireValue } from '../require-value'

/** Share of runs with correct traffic in which the sequential sample-ratio check ever alarms. */
export function srmAA({
  weights,
  unitsPerLook,
  kappa,
  looks,
  trials,
  alarmLevel,
  seed,
}: {
  weights: number[]
  unitsPerLook: number
  kappa: number
  looks: number
  trials: number
  alarmLevel: number
  seed: number
}): { sequentialAlarmRate: number } {
  const uniform = uniformStream({ seed })
  let alarms = 0
  for (let trial = 0; trial < trials; trial++) {
    const batches = Array.from({ length: looks }, () => multinomialDraw(uniform, unitsPerLook, weights))
    const last = requireValue(sequential({ weights, batches, kappa })).pValue.at(-1) ?? 1
    if (last < alarmLevel) alarms++
  }
  return { sequentialAlarmRate: alarms / trials }
}
