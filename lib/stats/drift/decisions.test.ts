import { expect, it } from 'vitest'
import { uniformStream } from '../random/uniform-stream'
import { sampleOfLaw } from '../testing/draws/sample-of-law'
import { requireValue } from '../testing/require-value'
import { buildNumericSpec } from './build-numeric-spec'
import { decideNumeric } from './decide-numeric'
import { decideRate } from './decide-rate'
import { ksFromBins } from './ks-from-bins'
import { mergeGroups } from './merge-groups'
import { minimumDetectableShift } from './minimum-detectable-shift'
import { persistence } from './persistence'
import { psiNoise } from './psi-noise'
import { sketchNumeric } from './sketch-numeric'

const uniform = uniformStream({ seed: 7 })
const spec = requireValue(
  buildNumericSpec({ values: sampleOfLaw(uniform, { distribution: 'normal', mean: 0, sd: 1 }, 5000) }),
)
const rule = { standardDeviation: spec.standardDeviation, alpha: 0.05, floor: 0.1 }
const decideOn = (mean: number, sd: number, n: number) => {
  const values = sampleOfLaw(uniform, { distribution: 'normal', mean, sd }, n)
  return decideNumeric({ ref: spec, cur: requireValue(sketchNumeric({ cuts: spec.cuts, values })), ...rule })
}

it('a change of scale without a shift is drift', () => {
  expect(requireValue(decideOn(0, 1.5, 1000)).decision).toBe('drift')
})

it('a significant but tiny shift stays below the effect floor', () => {
  const { decision, effect, pValue } = requireValue(decideOn(-0.06, 1, 50_000))
  expect({ decision, small: effect < 0.1, significant: pValue < 0.05 }).toEqual({
    decision: 'no-drift',
    small: true,
    significant: true,
  })
})

it('159 rows are too few to decide, 160 are not', () => {
  expect(decideOn(3, 1, 159)).toMatchObject({ status: 'insufficient', reason: 'TOO_FEW_ROWS' })
  expect(decideOn(3, 1, 160).status).toBe('ok')
})

it('sketches of different specs are never compared', () => {
  const cur = { ...spec, specHash: 'other' }
  const result = decideNumeric({ ref: { ...spec, specHash: 'this' }, cur, ...rule })
  expect(result).toMatchObject({ status: 'invalid', reason: 'SPEC_MISMATCH' })
})

it('the decision does not depend on the number of target groups asked of another feature', () => {
  expect(requireValue(mergeGroups({ refCounts: spec.counts, targetGroups: 4 })).groups).toHaveLength(4)
  expect(requireValue(mergeGroups({ refCounts: spec.counts })).groups).toHaveLength(16)
})

it('a lower rate of bad rows is not drift, however significant', () => {
  const { decision, increase } = requireValue(
    decideRate({ refCount: 500, refN: 5000, curCount: 0, curN: 5000, alpha: 0.05, floor: 0.01 }),
  )
  expect({ decision, fell: increase < 0 }).toEqual({ decision: 'no-drift', fell: true })
})

it('a window too small to decide neither raises nor clears an alarm', () => {
  const states = (decisions: Parameters<typeof persistence>[0]['decisions']) =>
    requireValue(persistence({ decisions })).states
  expect(states(['drift', 'drift', 'insufficient', 'insufficient', 'insufficient']).at(-1)).toBe('alarm')
  expect(states(['drift', 'insufficient', 'insufficient'])).not.toContain('alarm')
})

it('the PSI noise line falls with more rows and rises with more bins', () => {
  const line = (m: number, bins: number) => requireValue(psiNoise({ n: 5000, m, bins, alpha: 0.05 })).threshold
  expect(line(1000, 10)).toBeLessThan(line(200, 10))
  expect(line(1000, 20)).toBeGreaterThan(line(1000, 10))
})

it('the printed detectable shift shrinks with more rows and is null when the column cannot move', () => {
  const cutValues = spec.cuts.map(([value]) => value)
  let below = 0
  const referenceShareBelow = spec.cuts.map((_, i) => {
    below += spec.counts[i] ?? 0
    return below / spec.n
  })
  const base = {
    cutValues,
    referenceShareBelow,
    standardDeviation: spec.standardDeviation,
    n: 5000,
    alpha: 0.05,
    power: 0.8,
  }
  const shift = (m: number) => requireValue(minimumDetectableShift({ ...base, m })).shiftInSd ?? Number.NaN
  expect(shift(5000)).toBeLessThan(shift(200))
  const hopeless = minimumDetectableShift({ ...base, cutValues: cutValues.map((value) => 1000 * value), m: 200 })
  expect(requireValue(hopeless).shiftInSd).toBeNull()
})

it('the Kolmogorov-Smirnov p of a sketch against itself is 1', () => {
  expect(requireValue(ksFromBins({ ref: spec.counts, cur: spec.counts })).pValue).toBe(1)
})
