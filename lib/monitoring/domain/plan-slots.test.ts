import fc from 'fast-check'
import { expect, test } from 'vitest'
import { planSlots, type Range } from './plan-slots'
import { SLOT_MS } from './slots'

const DAY = SLOT_MS['1d']
const HOUR = SLOT_MS['1h']
const none = { fiveMinutesMs: Number.NEGATIVE_INFINITY, hourMs: Number.NEGATIVE_INFINITY }
const clean = { hours: new Set<number>(), days: new Set<number>() }
const cover = (ranges: Range[]) => ranges.sort((a, b) => a.fromMs - b.fromMs)

test('two whole days without marks are read from two day slots', () => {
  const tiles = planSlots({ fromMs: DAY, toMs: 3 * DAY, coarsest: '1d', horizon: none }, clean)
  expect(tiles).toEqual({ '1d': [{ fromMs: DAY, toMs: 3 * DAY }], '1h': [], '5m': [] })
})

test('a marked hour is read from its five-minute slots and its day from the other hours', () => {
  const marks = { hours: new Set([DAY + 5 * HOUR]), days: new Set<number>() }
  const tiles = planSlots({ fromMs: DAY, toMs: 3 * DAY, coarsest: '1d', horizon: none }, marks)
  expect(tiles['1d']).toEqual([{ fromMs: 2 * DAY, toMs: 3 * DAY }])
  expect(tiles['5m']).toEqual([{ fromMs: DAY + 5 * HOUR, toMs: DAY + 6 * HOUR }])
  expect(tiles['1h']).toHaveLength(2)
})

test('before the horizons only coarser slots exist, so the window is read outwards', () => {
  const tiles = planSlots(
    { fromMs: DAY + 1, toMs: 3 * DAY, coarsest: '5m', horizon: { fiveMinutesMs: 2.5 * DAY, hourMs: 2 * DAY } },
    clean,
  )
  expect(tiles['1d']).toEqual([{ fromMs: DAY, toMs: 2 * DAY }])
  expect(tiles['1h']).toEqual([{ fromMs: 2 * DAY, toMs: 2.5 * DAY }])
  expect(tiles['5m']).toEqual([{ fromMs: 2.5 * DAY, toMs: 3 * DAY }])
})

test('the tiles of any window cover it once, and none is stale', () => {
  const slots = fc.integer({ min: 0, max: 6 * 288 })
  const marked = fc.record({
    hours: fc.array(fc.integer({ min: 0, max: 143 })),
    days: fc.array(fc.integer({ min: 0, max: 5 })),
  })
  fc.assert(
    fc.property(slots, slots, marked, fc.constantFrom('5m', '1h', '1d'), (a, b, dirty, coarsest) => {
      const marks = { hours: new Set(dirty.hours.map((h) => h * HOUR)), days: new Set(dirty.days.map((d) => d * DAY)) }
      const fromMs = Math.min(a, b) * SLOT_MS['5m']
      const toMs = Math.max(a, b) * SLOT_MS['5m']
      const tiles = planSlots({ fromMs, toMs, coarsest, horizon: none }, marks)
      let at = fromMs
      for (const range of cover([...tiles['5m'], ...tiles['1h'], ...tiles['1d']])) {
        expect(range.fromMs).toBe(at)
        at = range.toMs
      }
      expect(at).toBe(fromMs === toMs ? fromMs : toMs)
      for (const { fromMs: h, toMs: end } of tiles['1h'])
        for (let x = h; x < end; x += HOUR) expect(marks.hours.has(x)).toBe(false)
    }),
  )
})
