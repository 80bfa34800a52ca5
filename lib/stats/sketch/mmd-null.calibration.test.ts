import { expect, it } from 'vitest'
import { uniformStream } from '../random/uniform-stream'
import { normalDraw } from '../testing/draws/normal-draw'
import { requireValue } from '../testing/require-value'
import { mmdPValue } from './mmd-p-value'
import { rffFrequencies } from './rff-frequencies'
import { rffMmd } from './rff-mmd'

const uniform = uniformStream({ seed: 31 })
const cloud = (n: number, shift: number) =>
  Array.from({ length: n }, () => Array.from({ length: 4 }, () => shift + normalDraw(uniform)))
const { frequencies } = requireValue(rffFrequencies({ count: 32, dimensions: 4, lengthScale: 2, seed: 5 }))

it('a discrepancy is compared with the upper tail of the reference blocks, not their 5th percentile as in Evidently', () => {
  let alarms = 0
  const trials = 1000
  for (let trial = 0; trial < trials; trial++) {
    const blocks = Array.from({ length: 82 }, () => cloud(20, 0))
    const scores = Array.from(
      { length: 41 },
      (_, i) => requireValue(rffMmd({ x: blocks[2 * i] ?? [], y: blocks[2 * i + 1] ?? [], frequencies })).mmd2,
    )
    const [observed = 0, ...nullValues] = scores
    if (requireValue(mmdPValue({ observed, nullValues })).pValue < 0.05) alarms++
  }
  expect(alarms / trials).toBeLessThanOrEqual(0.05 + 3 * Math.sqrt((0.05 * 0.95) / trials))
})
