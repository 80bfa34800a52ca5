import { describe, expect, it } from 'vitest'
import { prepareTimeSeries, summarizeTimeSeries } from './prepare-time-series'

const point = (t: number, value: number | null) => ({ t, value })
const series = (points: { t: number; value: number | null; lower?: number; upper?: number }[]) => ({
  id: 'a',
  label: 'v3',
  color: 'ink',
  points,
})

describe('prepareTimeSeries', () => {
  it('keeps a missing slot as a gap instead of joining over it or drawing zero', () => {
    const model = prepareTimeSeries({ series: [series([point(0, 5), point(20, 7)])], from: 0, to: 40, stepMs: 10 })
    expect(model.rows.map((row) => row.values['a'])).toEqual([5, null, 7, null])
    expect(model.series[0]?.gaps).toBe(1)
  })
  it('draws a slot where it lies, wherever the range begins', () => {
    const model = prepareTimeSeries({ series: [series([point(10, 5), point(20, 7)])], from: 18, to: 38, stepMs: 10 })
    expect(model.rows.map(({ t, x }) => [t, x])).toEqual([
      [10, 19],
      [20, 25],
      [30, 34],
    ])
    expect(model.rows.map((row) => row.values['a'])).toEqual([5, 7, null])
  })
  it('marks what stands between gaps', () => {
    const points = [point(0, 5), point(20, 7), point(30, 8), point(50, 9)]
    const model = prepareTimeSeries({ series: [series(points)], from: 0, to: 60, stepMs: 10 })
    expect(model.rows.flatMap((row) => (row.alone['a'] ? [row.t] : []))).toEqual([0, 50])
  })
  it('says that nothing is known when every slot is missing', () => {
    const model = prepareTimeSeries({ series: [series([point(0, null)])], from: 0, to: 20, stepMs: 10 })
    expect(model.isEmpty).toBe(true)
    expect(summarizeTimeSeries(model, String)).toBe('No data in this range.')
  })
  it('draws bands only where both bounds are known and widens the axis for them', () => {
    const model = prepareTimeSeries({
      series: [
        series([
          { t: 0, value: 5, lower: 3, upper: 9 },
          { t: 10, value: 6 },
        ]),
      ],
      from: 0,
      to: 20,
      stepMs: 10,
    })
    expect(model.rows[0]?.bands['a']).toEqual([3, 9])
    expect(model.rows[1]?.bands['a']).toBeUndefined()
    expect(model.yDomain).toEqual([0, 10])
  })
  it('zooms a bounded share to the data without leaving its bounds', () => {
    const model = prepareTimeSeries({
      series: [series([point(0, 0.81), point(10, 0.86)])],
      from: 0,
      to: 20,
      stepMs: 10,
      bounds: [0, 1],
    })
    expect(model.yDomain[0]).toBeGreaterThan(0.7)
    expect(model.yDomain[1]).toBeLessThanOrEqual(0.9)
  })
  it('drops points and markers outside the range', () => {
    const model = prepareTimeSeries({
      series: [series([point(-10, 5), point(99, 5)])],
      from: 0,
      to: 20,
      stepMs: 10,
      markers: [
        { t: 99, label: 'x' },
        { t: 5, label: 'deploy' },
      ],
    })
    expect(model.isEmpty).toBe(true)
    expect(model.markers).toMatchObject([{ t: 5, label: 'deploy' }])
  })
  it('summarises latest, range and gaps', () => {
    const model = prepareTimeSeries({ series: [series([point(0, 5), point(20, 7)])], from: 0, to: 30, stepMs: 10 })
    expect(summarizeTimeSeries(model, (value) => `${value}/s`)).toBe('v3: latest 7/s, lowest 5/s, highest 7/s, 1 gap.')
  })
})
