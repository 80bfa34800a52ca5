import { type ChartMarker, type PlacedMarker, placeMarkers } from './place-markers'
import { valueTicks } from './value-ticks'

export interface SeriesPoint {
  /** Unix milliseconds of the slot's start. */
  t: number
  /** null: nothing is known for this slot. */
  value: number | null
  lower?: number | null
  upper?: number | null
  n?: number
}

export interface SeriesInput {
  id: string
  label: string
  color: string
  dash?: string
  points: readonly SeriesPoint[]
}

export interface TimeSeriesInput {
  series: readonly SeriesInput[]
  from: number
  to: number
  /** Width of one slot; a missing slot inside the range becomes a gap. */
  stepMs: number
  markers?: readonly ChartMarker[]
  /** Natural bounds of the quantity, for example [0, 1] for a share. */
  bounds?: readonly [number | null, number | null]
}

export interface ChartRow {
  /** Start of the slot. */
  t: number
  /** Where it is drawn: the middle of what of the slot lies in the range. */
  x: number
  values: Record<string, number | null>
  bands: Record<string, [number, number] | null>
  n: Record<string, number | null>
  /** Series whose value here has no neighbour: a line alone would not show it. */
  alone: Record<string, true>
}

export interface TimeSeriesModel {
  rows: ChartRow[]
  series: {
    id: string
    label: string
    color: string
    dash?: string
    hasBand: boolean
    latest: SeriesPoint | null
    gaps: number
  }[]
  from: number
  to: number
  yDomain: [number, number]
  yTicks: number[]
  markers: PlacedMarker[]
  isEmpty: boolean
}

/** Slots are whole steps since the epoch, wherever the range begins. */
function slotOf(t: number, stepMs: number): number {
  return Math.floor(t / stepMs) * stepMs
}

/** Ticks from end to end of the axis: a bounded share is zoomed to where the data is and never leaves its bounds. */
function yTicksOf(values: readonly number[], bounds: TimeSeriesInput['bounds']): number[] {
  const [floor, ceiling] = bounds ?? [0, null]
  const lowest = values.length === 0 ? 0 : Math.min(...values)
  const highest = values.length === 0 ? 1 : Math.max(...values)
  const inside = (tick: number) => (floor === null || tick >= floor) && (ceiling === null || tick <= ceiling)
  if (floor !== null && ceiling !== null) {
    const pad = Math.max((ceiling - floor) / 50, (highest - lowest) / 10)
    return valueTicks(Math.max(floor, lowest - pad), Math.min(ceiling, highest + pad)).filter(inside)
  }
  return valueTicks(floor ?? Math.min(0, lowest), highest).filter(inside)
}

/** Turns series into rows on one time grid: slots without data are gaps in the line, never zero. */
export function prepareTimeSeries(input: TimeSeriesInput): TimeSeriesModel {
  const rows: ChartRow[] = []
  const byTime = new Map<number, ChartRow>()
  for (let t = slotOf(input.from, input.stepMs); t < input.to; t += input.stepMs) {
    const x = (Math.max(t, input.from) + Math.min(t + input.stepMs, input.to)) / 2
    const row: ChartRow = { t, x, values: {}, bands: {}, n: {}, alone: {} }
    for (const one of input.series) row.values[one.id] = null
    rows.push(row)
    byTime.set(t, row)
  }
  const seen: number[] = []
  const series = input.series.map((one) => {
    let hasBand = false
    let latest: SeriesPoint | null = null
    for (const point of one.points) {
      const row = byTime.get(slotOf(point.t, input.stepMs))
      if (!row) continue
      row.values[one.id] = point.value
      row.n[one.id] = point.n ?? null
      if (point.value === null) continue
      seen.push(point.value)
      if (latest === null || point.t >= latest.t) latest = point
      if (point.lower == null || point.upper == null) continue
      hasBand = true
      row.bands[one.id] = [point.lower, point.upper]
      seen.push(point.lower, point.upper)
    }
    markAlone(rows, one.id)
    return {
      id: one.id,
      label: one.label,
      color: one.color,
      dash: one.dash,
      hasBand,
      latest,
      gaps: countGaps(rows, one.id),
    }
  })
  const yTicks = yTicksOf(seen, input.bounds)
  return {
    rows,
    series,
    from: input.from,
    to: input.to,
    yDomain: [yTicks[0] ?? 0, yTicks.at(-1) ?? 1],
    yTicks,
    markers: placeMarkers(input.markers ?? [], input.from, input.to),
    isEmpty: seen.length === 0,
  }
}

function markAlone(rows: readonly ChartRow[], id: string): void {
  const isKnown = (row: ChartRow | undefined) => row !== undefined && row.values[id] !== null
  rows.forEach((row, i) => {
    if (isKnown(row) && !isKnown(rows[i - 1]) && !isKnown(rows[i + 1])) row.alone[id] = true
  })
}

/** Holes between the first and the last known slot. */
function countGaps(rows: readonly ChartRow[], id: string): number {
  const known = rows.map((row) => row.values[id] !== null && row.values[id] !== undefined)
  const first = known.indexOf(true)
  const last = known.lastIndexOf(true)
  let gaps = 0
  for (let i = first + 1; i < last; i += 1) if (!known[i] && known[i - 1]) gaps += 1
  return first < 0 ? 0 : gaps
}

/** What the chart says, in a sentence per series: for screen readers and for everyone in a hurry. */
export function summarizeTimeSeries(model: TimeSeriesModel, format: (value: number) => string): string {
  if (model.isEmpty) return 'No data in this range.'
  const events = model.markers.map((marker) => marker.label).join(', ')
  const lines = model.series
    .map((one) => {
      const values = model.rows.flatMap((row) => row.values[one.id] ?? [])
      if (values.length === 0 || one.latest?.value == null) return `${one.label}: no data.`
      const range = `lowest ${format(Math.min(...values))}, highest ${format(Math.max(...values))}`
      const gaps = one.gaps === 0 ? '' : `, ${one.gaps} ${one.gaps === 1 ? 'gap' : 'gaps'}`
      return `${one.label}: latest ${format(one.latest.value)}, ${range}${gaps}.`
    })
    .join(' ')
  return events === '' ? lines : `${lines} Marked: ${events}.`
}
