import { describe, expect, it, test } from 'vitest'
import { elapsedText, parseElapsed, parsePart, partBetween, partText, placeOf, placeText } from './plot-part'

test('a part in the address is of two whole numbers in order', () => {
  expect([parsePart('-5--2'), parsePart('3'), parsePart('a-b'), parsePart('9-5')]).toEqual([[-5, -2], null, null, null])
  expect(parsePart(partText([1_700_000_000_000, 1_700_000_060_000]))).toEqual([1_700_000_000_000, 1_700_000_060_000])
})

it('a part that is dragged, in either direction, is of whole numbers and never empty', () => {
  expect(partBetween([0, 1000], 0.5, 0.25)).toEqual([250, 500])
  expect(partBetween([10, 11], 0.2, 0.3)).toEqual([10, 11])
  expect(partBetween([1_700_000_000_000, 1_700_000_001_000], 0.1, 0.2)).toEqual([1_700_000_000_100, 1_700_000_000_200])
})

describe('places that are typed', () => {
  it('are read as they are written, on every axis', () => {
    const offsetMs = 2 * 3_600_000
    for (const place of [0, 250, 65_000, 7_200_000, 300_000_123])
      expect(placeOf('relative', placeText('relative', place, offsetMs), offsetMs)).toBe(place)
    for (const place of [-3, 0, 12_000])
      expect(placeOf('step', placeText('step', place, offsetMs), offsetMs)).toBe(place)
    for (const place of [1_700_000_000_000, 1_700_000_000_123])
      expect(placeOf('time', placeText('time', place, offsetMs), offsetMs)).toBe(place)
  })
  it('say clock times of here, and elapsed time like a stop watch', () => {
    expect(placeText('time', Date.UTC(2026, 0, 2, 3, 4, 5), 3_600_000)).toBe('2026-01-02T04:04:05')
    expect([65_000, 7_205_000, 250].map(elapsedText)).toEqual(['1:05', '2:00:05', '0:00.250'])
    expect(['90', '1:30', '0:01:30', '0.25'].map(parseElapsed)).toEqual([90_000, 90_000, 90_000, 250])
  })
  it('are refused where they mean nothing', () => {
    expect(['', '1:75', 'soon', '-5', '1:2:3:4'].map(parseElapsed)).toEqual([null, null, null, null, null])
    expect([placeOf('step', '1.5', 0), placeOf('time', 'yesterday', 0), placeOf('time', '', 0)]).toEqual([
      null,
      null,
      null,
    ])
  })
})
