import { formatCount } from '@/components/ui/format-number'
import { ewma } from './ewma'
import type { LoggedValue } from './format-logged'
import { type Scale, type Tick, type XAxis, xScale, yScale } from './plot-axis'
import type { Part } from './plot-part'

type Logged = readonly [step: number, atMs: number, value: LoggedValue]

export interface LineInput {
  id: string
  label: string
  color: string
  dash: string | undefined
  /** Points as logged; `points` may be fewer. */
  count: number
  /** Of its first point, whatever part the points are of. */
  startMs: number
  points: readonly Logged[]
  means: readonly Logged[]
}

export interface LinesInput {
  lines: readonly LineInput[]
  axis: XAxis
  /** EWMA weight, 0 to 0.99; 0 draws the values alone. */
  smoothing: number
  isLog: boolean
  /** East of UTC, for round clock times. */
  offsetMs: number
  /** The part of this axis that was asked for; null for all. */
  part: Part | null
}

export interface LinePoint {
  /** 0 to 1. */
  x: number
  step: number
  atMs: number
  value: number
}

/** Straight pieces between gaps, as `x` and `y` from 0 to 1. */
export type Pieces = [x: number, y: number][][]

export interface PlotLine extends Pick<LineInput, 'id' | 'label' | 'color' | 'dash' | 'count' | 'startMs'> {
  isThinned: boolean
  raw: Pieces
  smooth: Pieces | null
  /** What can be read off, in order of x. */
  points: LinePoint[]
}

export interface LinesModel {
  lines: PlotLine[]
  /** The one asked for, or time where no program counted steps. */
  axis: XAxis
  /** Values at both ends of the axis. */
  xDomain: Part
  xTicks: Tick[]
  yTicks: Tick[]
  /** What the drawing leaves out, in words. */
  notes: string[]
  isEmpty: boolean
}

const numberOf = (value: LoggedValue) => Number(value)

function xOf(axis: XAxis, startMs: number): (point: Logged) => number {
  if (axis === 'step') return ([step]) => step
  return axis === 'time' ? ([, atMs]) => atMs : ([, atMs]) => atMs - startMs
}

/** Some line has points at more than one step; or there is nothing to spread out. */
function countsSteps(lines: readonly LineInput[]): boolean {
  const longer = lines.filter((line) => line.points.length > 1)
  return longer.length === 0 || longer.some((line) => line.points.some((point) => point[0] !== line.points[0]?.[0]))
}

/** A value without a place ends a piece: a gap is never bridged. */
function piecesOf(places: readonly (readonly [number, number | null])[]): Pieces {
  const pieces: Pieces = [[]]
  for (const [x, y] of places) {
    if (y === null) pieces.push([])
    else pieces.at(-1)?.push([x, y])
  }
  return pieces.filter((piece) => piece.length > 0)
}

interface Measured {
  input: LineInput
  raw: { x: number; value: number; logged: Logged }[]
  base: { x: number; value: number | null }[] | null
}

/** Smoothing goes over the points, or over the means of stretches where points were left out: kept extremes would pull it. */
function measure(input: LineInput, axis: XAxis, smoothing: number): Measured {
  const x = xOf(axis, input.startMs)
  const byX = (a: { x: number }, b: { x: number }) => a.x - b.x
  const raw = input.points.map((logged) => ({ x: x(logged), value: numberOf(logged[2]), logged })).sort(byX)
  if (smoothing <= 0) return { input, raw, base: null }
  const source =
    input.means.length > 0 ? input.means.map((one) => ({ x: x(one), value: numberOf(one[2]) })).sort(byX) : raw
  const means = ewma(
    source.map((one) => one.value),
    smoothing,
  )
  return { input, raw, base: source.map((one, index) => ({ x: one.x, value: means[index] ?? null })) }
}

function lineOf({ input, raw, base }: Measured, x: Scale, y: Scale): PlotLine {
  const at = (value: number) => x.place(value) ?? 0
  const up = (value: number | null) => (value === null || !Number.isFinite(value) ? null : y.place(value))
  const { id, label, color, dash, count, startMs } = input
  return {
    id,
    label,
    color,
    dash,
    count,
    startMs,
    isThinned: input.points.length < count,
    raw: piecesOf(raw.map((point) => [at(point.x), up(point.value)])),
    smooth: base === null ? null : piecesOf(base.map((point) => [at(point.x), up(point.value)])),
    points: raw.map((point) => ({
      x: at(point.x),
      value: point.value,
      step: point.logged[0],
      atMs: point.logged[1],
    })),
  }
}

const many = (count: number, one: string, more: string) => `${count} ${count === 1 ? one : more}`

function notesOf(
  values: readonly number[],
  drawn: readonly number[],
  { lines, smoothing, isLog }: LinesInput,
): string[] {
  const odd = values.filter((value) => !Number.isFinite(value)).length
  const low = isLog ? values.length - odd - drawn.length : 0
  const thinned = lines.filter((line) => line.points.length < line.count)
  const most = Math.max(0, ...thinned.map((line) => line.count))
  return [
    odd > 0 ? `${many(odd, 'value is', 'values are')} NaN or infinite: a gap.` : '',
    low > 0 ? `${many(low, 'value', 'values')} at or below zero: no place on a log scale.` : '',
    thinned.length > 0
      ? `Up to ${formatCount(most)} points thinned to what can be drawn; highest and lowest are kept.`
      : '',
    smoothing > 0
      ? `Thick: exponentially weighted mean, weight ${smoothing}${thinned.length > 0 ? ', over means of stretches' : ''}. Thin: values.`
      : '',
  ].filter((note) => note !== '')
}

/** Lines of one metric, each with steps of its own, as places on a plot: gaps, scales and words are decided here. */
export function prepareMetricLines(input: LinesInput): LinesModel {
  const isCounted = input.axis !== 'step' || countsSteps(input.lines)
  const axis = isCounted ? input.axis : 'relative'
  const measured = input.lines.map((line) => measure(line, axis, input.smoothing))
  const points = measured.flatMap((line) => line.raw)
  const values = points.map((point) => point.value)
  const drawn = values.filter((value) => Number.isFinite(value) && (!input.isLog || value > 0))
  const smoothing = drawn.length === 0 ? 0 : input.smoothing
  const notes = [
    ...(isCounted ? [] : ['No step was counted: by time since start.']),
    ...notesOf(values, drawn, { ...input, smoothing }),
  ]
  if (drawn.length === 0) return { lines: [], axis, xDomain: [0, 0], xTicks: [], yTicks: [], notes, isEmpty: true }
  const extent = (numbers: readonly number[]) =>
    numbers.reduce(([low, high], one) => [Math.min(low, one), Math.max(high, one)] as const, [
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
    ] as const)
  const xDomain = axis === input.axis && input.part ? input.part : extent(points.map((point) => point.x))
  const x = xScale(axis, ...xDomain, input.offsetMs)
  const y = yScale(...extent(drawn), input.isLog)
  return {
    lines: measured.map((line) => lineOf(line, x, y)),
    axis,
    xDomain,
    xTicks: x.ticks,
    yTicks: y.ticks,
    notes,
    isEmpty: false,
  }
}
