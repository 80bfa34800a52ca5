import { describe, expect, it } from 'vitest'
import { prepareHistogramPair } from './prepare-histogram-pair'

describe('prepareHistogramPair', () => {
  it('compares shares, so that a small current sample is not drawn as a loss', () => {
    const model = prepareHistogramPair([
      { label: 'a', reference: 300, current: 1 },
      { label: 'b', reference: 100, current: 3 },
    ])
    expect(model.bins.map((bin) => [bin.referenceShare, bin.currentShare])).toEqual([
      [0.75, 0.25],
      [0.25, 0.75],
    ])
    expect(model.largestShift).toEqual({ label: 'a', points: -0.5 })
    expect(model.top).toBe(0.75)
  })
  it('claims no shift while one side is empty', () => {
    expect(prepareHistogramPair([{ label: 'a', reference: 3, current: 0 }]).largestShift).toBeNull()
  })
})
