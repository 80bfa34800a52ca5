import { describe, expect, it } from 'vitest'
import { placeMarkers } from './place-markers'
import { timeTicks } from './time-ticks'
import { valueTicks } from './value-ticks'

describe('valueTicks', () => {
  it('are round, evenly spaced and cover the values', () => {
    expect(valueTicks(0, 16)).toEqual([0, 10, 20])
    expect(valueTicks(0, 4.4)).toEqual([0, 2, 4, 6])
    expect(valueTicks(0.79, 0.88)).toEqual([0.75, 0.8, 0.85, 0.9])
    expect(valueTicks(-3, 3)).toEqual([-4, -2, 0, 2, 4])
  })
  it('still make an axis of a single value', () => {
    expect(valueTicks(0, 0)).toEqual([0, 0.5, 1])
    expect(valueTicks(5, 5)[0]).toBeLessThanOrEqual(5)
  })
})

describe('timeTicks', () => {
  it('stand on round clock times, also in a zone that is half an hour off', () => {
    const at = (time: string) => Date.parse(`2026-03-03T${time}:00Z`)
    const quarter = timeTicks(at('13:53'), at('14:08'))
    expect(quarter).toEqual([at('13:55'), at('14:00'), at('14:05')])
    const offsetMs = 5.5 * 3_600_000
    expect(timeTicks(at('00:00'), at('05:00'), offsetMs)[0]).toBe(at('00:30'))
  })
})

describe('placeMarkers', () => {
  it('turns a label inwards at the right edge and keeps the newest of a crowd', () => {
    const placed = placeMarkers(
      [
        { t: 10, label: 'v1 all-at-once' },
        { t: 95, label: 'v2 canary' },
        { t: 96, label: 'back to v1' },
        { t: 400, label: 'outside' },
      ],
      0,
      100,
    )
    expect(placed.map(({ label, shown, side }) => [label, shown, side])).toEqual([
      ['v1 all-at-once', true, 'right'],
      ['v2 canary', false, 'left'],
      ['back to v1', true, 'left'],
    ])
  })
})
