import { describe, expect, it } from 'vitest'
import { formatElapsed, tickText, xScale, yScale } from './plot-axis'

describe('yScale', () => {
  it('has the decades as ticks where there are two or more', () => {
    const { ticks, place } = yScale(0.002, 30, true)
    expect(ticks.map((tick) => tick.label)).toEqual(['0.01', '0.1', '1', '10'])
    expect(place(0)).toBeNull()
    expect(place(-1)).toBeNull()
    expect((place(0.1) ?? 0) - (place(0.01) ?? 0)).toBeCloseTo((place(10) ?? 0) - (place(1) ?? 0), 12)
  })
  it('has round values within a decade, and never more than a handful over many', () => {
    expect(yScale(0.31, 0.62, true).ticks.length).toBeGreaterThan(1)
    expect(yScale(1e-30, 1e30, true).ticks.length).toBeLessThan(8)
  })
  it('ends on ticks when linear, and bears a single value', () => {
    const { ticks } = yScale(0.3, 0.62, false)
    expect([ticks[0]?.at, ticks.at(-1)?.at]).toEqual([0, 1])
    expect(yScale(5, 5, false).place(5)).not.toBeNull()
  })
})

describe('xScale', () => {
  it('puts round steps inside the data and one point in the middle', () => {
    expect(xScale('step', 0, 399, 0).ticks.map((tick) => tick.label)).toEqual(['0', '100', '200', '300'])
    expect(xScale('step', 7, 7, 0).place(7)).toBe(0.5)
  })
  it('counts relative time from zero', () => {
    expect(xScale('relative', 0, 180_000, 0).ticks[0]?.label).toBe('0:00')
    expect(xScale('relative', 0, 2000, 0).ticks.map((tick) => tick.label)).toContain('0.500 s')
  })
})

it('elapsed time reads like a stop watch, days as days', () => {
  expect([65_000, 7_200_000, 3 * 86_400_000 + 4 * 3_600_000].map(formatElapsed)).toEqual(['1:05', '2:00:00', '3 d 4 h'])
})

it('ticks are as short as they can be said', () => {
  expect([0.85, 20_000, 1e-7, -1e9, 0, 1500].map(tickText)).toEqual([
    '0.85',
    '20\u2009000',
    '1e-7',
    '−1e9',
    '0',
    '1500',
  ])
})
