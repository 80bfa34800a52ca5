import { type Grain, SLOT_MS, slotOf } from './slots'

export interface Range {
  fromMs: number
  toMs: number
}
export type LadderGrain = Exclude<Grain, '10s'>
export type Tiles = Record<LadderGrain, Range[]>

export interface Marks {
  /** Hours whose row is not the sum of its five-minute slots yet. */
  hours: ReadonlySet<number>
  /** Days whose row is not the sum of its hours yet. */
  days: ReadonlySet<number>
}

interface Window extends Range {
  coarsest: LadderGrain
  /** Earliest slots that still exist at 5m and 1h. */
  horizon: { fiveMinutesMs: number; hourMs: number }
}

const ceilTo = (grain: Grain, atMs: number) => Math.ceil(atMs / SLOT_MS[grain]) * SLOT_MS[grain]

/** Bounds moved outwards to slots that exist. */
export function snapWindow(window: Window): Range & { snapped: boolean } {
  const grainAt = (atMs: number): LadderGrain =>
    atMs >= window.horizon.fiveMinutesMs ? '5m' : atMs >= window.horizon.hourMs ? '1h' : '1d'
  const fromMs = slotOf(grainAt(window.fromMs), window.fromMs)
  const toMs = ceilTo(grainAt(window.toMs), window.toMs)
  return { fromMs, toMs, snapped: fromMs !== window.fromMs || toMs !== window.toMs }
}

/**
 * Tiles a window with the coarsest slots that may be used: a coarse slot only if neither it nor a slot inside it carries a mark,
 * otherwise its children. What is before a horizon exists only in the coarser grain.
 */
export function planSlots(window: Window, marks: Marks): Tiles {
  const { fromMs, toMs } = snapWindow(window)
  const tiles: Tiles = { '5m': [], '1h': [], '1d': [] }
  const put = (grain: LadderGrain, from: number, to: number) => {
    const last = tiles[grain].at(-1)
    if (from >= to) return
    if (last?.toMs === from) last.toMs = to
    else tiles[grain].push({ fromMs: from, toMs: to })
  }
  const hour = (at: number, end: number) => {
    const whole = at === slotOf('1h', at) && at + SLOT_MS['1h'] <= end
    const until = Math.min(end, slotOf('1h', at) + SLOT_MS['1h'])
    const gone = at < window.horizon.fiveMinutesMs
    if (gone || (whole && window.coarsest !== '5m' && !marks.hours.has(at)))
      put('1h', slotOf('1h', at), slotOf('1h', at) + SLOT_MS['1h'])
    else put('5m', at, until)
    return until
  }
  for (let at = fromMs; at < toMs; ) {
    const day = slotOf('1d', at)
    const until = Math.min(toMs, day + SLOT_MS['1d'])
    const whole = at === day && until === day + SLOT_MS['1d']
    const gone = at < window.horizon.hourMs
    if (gone || (whole && window.coarsest === '1d' && !isStale(day, marks))) {
      put('1d', day, day + SLOT_MS['1d'])
      at = day + SLOT_MS['1d']
    } else while (at < until) at = hour(at, until)
  }
  return tiles
}

function isStale(day: number, marks: Marks): boolean {
  if (marks.days.has(day)) return true
  for (let h = 0; h < 24; h += 1) if (marks.hours.has(day + h * SLOT_MS['1h'])) return true
  return false
}
