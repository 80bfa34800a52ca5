import { formatLogged, type LoggedValue } from './format-logged'
import { type Tick, tickText } from './plot-axis'
import { loggedOf, type RunField } from './run-fields'

export interface ParallelAxis {
  field: RunField
  scale: 'linear' | 'log' | 'category'
  ticks: Tick[]
  /** 0 to 1; null for what has no place: nothing logged, NaN, infinite. */
  place(value: LoggedValue | string | null): number | null
  /** What stands at a place, in words. */
  label(at: number): string
}

type Logged = Parameters<typeof loggedOf>[0]

/** Highest to lowest: from here on most runs would crowd at one end. */
const LOG_FROM = 20
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i

function numberOf(value: LoggedValue | string | null): number | null {
  if (typeof value === 'number') return value
  return value !== null && NUMBER.test(value.trim()) ? Number(value) : null
}

function categoryAxis(field: RunField, values: readonly string[]): ParallelAxis {
  const places = new Map(
    [...new Set(values)].sort().map((value, index, all) => [value, all.length === 1 ? 0.5 : index / (all.length - 1)]),
  )
  const ticks = [...places].map(([label, at]) => ({ at, label }))
  return {
    field,
    scale: 'category',
    ticks,
    place: (value) => (value === null ? null : (places.get(String(value)) ?? null)),
    label: (at) =>
      ticks.reduce((a, b) => (Math.abs(b.at - at) < Math.abs(a.at - at) ? b : a), ticks[0] ?? { at: 0, label: '' })
        .label,
  }
}

function numberAxis(field: RunField, numbers: readonly number[]): ParallelAxis {
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)]
  const isLog = low > 0 && high / low >= LOG_FROM
  const to = isLog ? Math.log10 : (value: number) => value
  const from = isLog ? (value: number) => 10 ** value : (value: number) => value
  const [first, last] = [to(low), to(high)]
  const at = (value: number) => (last > first ? (to(value) - first) / (last - first) : 0.5)
  const text = (place: number) => tickText(Number(from(first + place * (last - first)).toPrecision(3)))
  const distinct = [...new Set(numbers)].sort((a, b) => a - b)
  const ticks =
    distinct.length <= 6
      ? distinct.map((value) => ({ at: at(value), label: tickText(Number(value.toPrecision(4))) }))
      : [0, 0.25, 0.5, 0.75, 1].map((place) => ({ at: place, label: text(place) }))
  return {
    field,
    scale: isLog ? 'log' : 'linear',
    ticks,
    place: (value) => {
      const number = numberOf(value)
      return number === null || !Number.isFinite(number) ? null : at(number)
    },
    label: text,
  }
}

/** An axis of numbers if every run that logged something logged a number; else one place per value. Wide positive ranges are logarithmic. */
export function parallelAxis(field: RunField, runs: readonly Logged[]): ParallelAxis {
  const values = runs.map((run) => loggedOf(run, field)).filter((value) => value !== null)
  if (field.kind === 'params' && values.some((value) => numberOf(value) === null))
    return categoryAxis(field, values.map(String))
  const numbers = values.map(numberOf).filter((value) => value !== null && Number.isFinite(value))
  return numbers.length === 0
    ? categoryAxis(field, [])
    : numberAxis(
        field,
        numbers.filter((value) => value !== null),
      )
}

export function valueText(value: LoggedValue | string | null): string {
  if (value === null) return 'not logged'
  return typeof value === 'number' || value === 'NaN' || value === 'Infinity' || value === '-Infinity'
    ? formatLogged(value as LoggedValue)
    : value
}
