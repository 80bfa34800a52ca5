import { describe, expect, it } from 'vitest'
import { prepareForest } from './prepare-forest'

const row = (
  difference: { value: number; lower: number | null; upper: number | null } | null,
  higherIsBetter = true,
  harmMargin: number | null = null,
) => ({
  id: 'm',
  label: 'accuracy',
  difference,
  higherIsBetter,
  harmMargin,
})

describe('prepareForest', () => {
  it('puts better on the right even when lower is better', () => {
    const [latency] = prepareForest([row({ value: -5, lower: -8, upper: -2 }, false)])
    expect(latency?.verdict).toBe('better')
    expect(latency?.mark).toBeGreaterThan(0.5)
    expect(latency?.low).toBeGreaterThan(0.5)
  })
  it('calls an interval over zero no harm only when it stays above the margin', () => {
    expect(prepareForest([row({ value: 0, lower: -0.5, upper: 0.5 }, true, 1)])[0]?.verdict).toBe('no harm')
    expect(prepareForest([row({ value: 0, lower: -2, upper: 0.5 }, true, 1)])[0]?.verdict).toBe('cannot tell')
  })
  it('keeps an unbounded side open and says so', () => {
    const [open] = prepareForest([row({ value: 1, lower: null, upper: 2 })])
    expect(open).toMatchObject({ low: 0, openLow: true, openHigh: false, verdict: 'cannot tell' })
  })
  it('has no mark and no verdict without data', () => {
    expect(prepareForest([row(null)])[0]).toMatchObject({ mark: null, verdict: 'insufficient' })
  })
})
