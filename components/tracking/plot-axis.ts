import { formatChartTime } from '@/components/charts/chart-time'
import { timeTicks } from '@/components/charts/time-ticks'
import { valueTicks } from '@/components/charts/value-ticks'
import { formatCount, formatNumber } from '@/components/ui/format-number'

export type XAxis = 'step' | 'time' | 'relative'

export interface Tick {
  /** Place on the axis, 0 to 1. */
  at: number
  label: string
}

export interface Scale {
  ticks: Tick[]
  /** Place of a value, 0 to 1; null where the scale has none for it. */
  place(value: number): number | null
}

const SHORTEST_CLOCK_MS = 5000

/** A round value as short as it can be said: "0.85", "20 000", "1e-7". */
export function tickText(value: number): string {
  const size = Math.abs(value)
  const text =
    size !== 0 && (size < 1e-4 || size >= 1e7)
      ? Number(size.toPrecision(3)).toExponential().replace('e+', 'e')
      : size >= 10_000
        ? formatCount(size)
        : String(Number(size.toPrecision(6)))
  return value < 0 ? `−${text}` : text
}

/** "1:05", "2:00:00", "3 d 4 h": time since the first point. */
export function formatElapsed(ms: number): string {
  const seconds = Math.round(ms / 1000)
  const two = (value: number) => String(value).padStart(2, '0')
  const [days, hours, minutes] = [seconds / 86_400, (seconds % 86_400) / 3600, (seconds % 3600) / 60].map(Math.floor)
  if (days) return `${days} d ${hours ?? 0} h`
  return hours ? `${hours}:${two(minutes ?? 0)}:${two(seconds % 60)}` : `${minutes ?? 0}:${two(seconds % 60)}`
}

function placed(values: readonly number[], place: Scale['place'], label: (value: number) => string): Tick[] {
  return values.flatMap((value) => {
    const at = place(value)
    return at === null || at < -1e-9 || at > 1 + 1e-9 ? [] : [{ at, label: label(value) }]
  })
}

function linearPlace(low: number, high: number): Scale['place'] {
  // Of a single value only the value itself has a place: ticks around it would all stand on it.
  return (value) => (high > low ? (value - low) / (high - low) : value === low ? 0.5 : null)
}

/** Wherever the points begin and end; ticks at round places in between. */
export function xScale(axis: XAxis, low: number, high: number, offsetMs: number): Scale {
  const place = linearPlace(low, high)
  if (axis === 'step') return { place, ticks: placed(valueTicks(low, high, 5), place, tickText) }
  if (axis === 'time')
    return { place, ticks: placed(timeTicks(low, high, offsetMs), place, (t) => formatChartTime(t, high - low)) }
  if (high - low < SHORTEST_CLOCK_MS)
    return { place, ticks: placed(valueTicks(low, high, 4), place, (ms) => `${formatNumber(ms / 1000, 3)} s`) }
  return { place, ticks: placed(timeTicks(low, high, 0), place, formatElapsed) }
}

function decades(low: number, high: number): number[] {
  const [from, to] = [Math.ceil(Math.log10(low) - 1e-9), Math.floor(Math.log10(high) + 1e-9)]
  const every = Math.max(1, Math.ceil((to - from) / 5))
  return Array.from({ length: Math.max(0, Math.floor((to - from) / every) + 1) }, (_, i) => 10 ** (from + i * every))
}

/** Linear from tick to tick; or logarithmic, with the decades as ticks, or round values where there are fewer than two. */
export function yScale(low: number, high: number, isLog: boolean): Scale {
  const ticks = valueTicks(low, high, 4)
  if (!isLog) {
    const place = linearPlace(ticks[0] ?? low, ticks.at(-1) ?? high)
    return { place, ticks: placed(ticks, place, tickText) }
  }
  const [from, to] = [Math.log10(low), Math.log10(high)]
  const margin = Math.max((to - from) * 0.04, 0.002)
  const linear = linearPlace(from - margin, to + margin)
  const place = (value: number) => (value > 0 ? linear(Math.log10(value)) : null)
  const powers = decades(low, high)
  return { place, ticks: placed(powers.length >= 2 ? powers : ticks.filter((tick) => tick > 0), place, tickText) }
}
