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

export interface ChartMarker {
  t: number
  label: string
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
  t: number
  values: Record<string, number | null>
  bands: Record<string, [number, number] | null>
  n: Record<string, number | null>
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
  markers: ChartMarker[]
  isEmpty: boolean
}

function slotOf(t: number, from: number, stepMs: number): number {
  return from + Math.floor((t - from) / stepMs) * stepMs
}

/** A round upper bound, so that the axis does not twitch with every new point. */
export function roundUp(value: number): number {
  if (value <= 0) return 1
  const magnitude = 10 ** Math.floor(Math.log10(value))
  const step = [1, 1.5, 2, 3, 4, 5, 6, 8, 10].find((factor) => factor * magnitude >= value * 0.999_999)
  return (step ?? 10) * magnitude
}

function yDomainOf(values: readonly number[], bounds: TimeSeriesInput['bounds']): [number, number] {
  const [floor, ceiling] = bounds ?? [0, null]
  const lowest = values.length === 0 ? 0 : Math.min(...values)
  const highest = values.length === 0 ? 1 : Math.max(...values)
  if (floor !== null && ceiling !== null && highest > lowest) {
    // A bounded share is zoomed to where the data is, in whole tenths of the span, and never beyond its bounds.
    const step = (ceiling - floor) / 20
    return [
      Math.max(floor, Math.floor((lowest - step / 2) / step) * step),
      Math.min(ceiling, Math.ceil((highest + step / 2) / step) * step),
    ]
  }
  const top = ceiling ?? roundUp(highest)
  return [floor ?? Math.min(0, lowest), top]
}

/** Turns series into rows on one time grid: slots without data are gaps in the line, never zero. */
export function prepareTimeSeries(input: TimeSeriesInput): TimeSeriesModel {
  const rows: ChartRow[] = []
  const byTime = new Map<number, ChartRow>()
  for (let t = input.from; t < input.to; t += input.stepMs) {
    const row: ChartRow = { t, values: {}, bands: {}, n: {} }
    for (const one of input.series) row.values[one.id] = null
    rows.push(row)
    byTime.set(t, row)
  }
  const seen: number[] = []
  const series = input.series.map((one) => {
    let hasBand = false
    let latest: SeriesPoint | null = null
    for (const point of one.points) {
      const row = byTime.get(slotOf(point.t, input.from, input.stepMs))
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
  const markers = (input.markers ?? []).filter((marker) => marker.t >= input.from && marker.t <= input.to)
  return {
    rows,
    series,
    from: input.from,
    to: input.to,
    yDomain: yDomainOf(seen, input.bounds),
    markers,
    isEmpty: seen.length === 0,
  }
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
  return model.series
    .map((one) => {
      const values = model.rows.flatMap((row) => row.values[one.id] ?? [])
      if (values.length === 0 || one.latest?.value == null) return `${one.label}: no data.`
      const range = `lowest ${format(Math.min(...values))}, highest ${format(Math.max(...values))}`
      const gaps = one.gaps === 0 ? '' : `, ${one.gaps} ${one.gaps === 1 ? 'gap' : 'gaps'}`
      return `${one.label}: latest ${format(one.latest.value)}, ${range}${gaps}.`
    })
    .join(' ')
}
