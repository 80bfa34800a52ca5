import { expect, it } from 'vitest'
import { uniformStream } from '../random/uniform-stream'
import { normalDraw } from '../testing/draws/normal-draw'
import { requireValue } from '../testing/require-value'
import { mmdPValue } from './mmd-p-value'
import { mmdUnbiased } from './mmd-unbiased'
import { principalComponents } from './principal-components'
import { reconstructionError } from './reconstruction-error'
import { rffFrequencies } from './rff-frequencies'
import { rffMean } from './rff-mean'
import { rffMmd } from './rff-mmd'

const uniform = uniformStream({ seed: 3 })
const cloud = (n: number, shift: number) =>
  Array.from({ length: n }, () => Array.from({ length: 4 }, () => shift + normalDraw(uniform)))
const { frequencies } = requireValue(rffFrequencies({ dimensions: 4, lengthScale: 2, seed: 5 }))

it('random features approach the exact discrepancy at the rate of their number', () => {
  const x = cloud(200, 0)
  const y = cloud(200, 0.5)
  const exact = requireValue(mmdUnbiased({ x, y, bandwidth: 2 })).mmd2
  const approximate = requireValue(rffMmd({ x, y, frequencies })).mmd2
  expect(Math.abs(approximate - exact)).toBeLessThan(3 / Math.sqrt(frequencies.length))
})

it('feature sums of two batches are the sum of theirs, and have norm 1 for a single row', () => {
  const [x, y] = [cloud(30, 0), cloud(50, 1)]
  const pooled = rffMean({ rows: [...x, ...y], frequencies })
  const [one, other] = [rffMean({ rows: x, frequencies }), rffMean({ rows: y, frequencies })]
  for (const [i, value] of pooled.entries()) {
    expect(value).toBeCloseTo(((one[i] ?? 0) * 30 + (other[i] ?? 0) * 50) / 80, 12)
  }
  expect(Math.hypot(...rffMean({ rows: x.slice(0, 1), frequencies }))).toBeCloseTo(1, 12)
})

it('the same seed gives the same frequencies', () => {
  expect(rffFrequencies({ dimensions: 4, lengthScale: 2, seed: 5 })).toMatchObject({ value: { frequencies } })
})

it('rows in the principal subspace have no error, rows off it do', () => {
  const rows = Array.from({ length: 100 }, () => {
    const t = normalDraw(uniform)
    return [t, 2 * t, -t + 0.01 * normalDraw(uniform), 7]
  })
  const { mean, scale, components, explainedShare } = requireValue(principalComponents({ rows }))
  expect(components).toHaveLength(1)
  expect(explainedShare).toBeGreaterThan(0.99)
  const error = (row: number[]) => requireValue(reconstructionError({ mean, scale, components, row })).error
  expect(error([1, 2, -1, 7])).toBeLessThan(0.05)
  expect(error([1, -2, -1, 7])).toBeGreaterThan(1)
  expect(error([1, 2, -1, 9])).toBeGreaterThan(1.9)
})

it('a p-value needs 40 reference blocks and counts their upper tail', () => {
  const nullValues = Array.from({ length: 99 }, (_, i) => i)
  expect(requireValue(mmdPValue({ observed: 98.5, nullValues })).pValue).toBe(0.01)
  expect(requireValue(mmdPValue({ observed: -1, nullValues })).pValue).toBe(1)
  expect(mmdPValue({ observed: 1, nullValues: nullValues.slice(0, 39) })).toMatchObject({ reason: 'TOO_FEW_ROWS' })
})
