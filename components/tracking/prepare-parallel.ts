import type { RunView } from '@/lib/registry/tracking/run-contract'
import { type ParallelAxis, parallelAxis } from './parallel-axis'
import { differs, fieldsOf, loggedOf, type RunField } from './run-fields'

type Run = Pick<RunView, 'runId' | 'name' | 'metrics' | 'params'>

/** A part of an axis, by the axis's id; runs outside of any of them are dropped. */
export type Ranges = Readonly<Record<string, readonly [low: number, high: number]>>

export interface ParallelLine {
  runId: string
  name: string
  /** One per axis, 0 to 1; null where the run has no place. */
  places: (number | null)[]
  /** 0 to 1 along the axis that colours; null without a value there. */
  shade: number | null
  isKept: boolean
}

export interface ParallelModel {
  axes: ParallelAxis[]
  color: ParallelAxis | null
  lines: ParallelLine[]
  kept: string[]
  summary: string
}

const PARAMS = 6
const METRICS = 2
const SLACK = 1e-9

/** Params in which runs differ, then the first metrics: cause on the left, effect on the right. */
export function defaultAxes(runs: readonly Run[]): RunField[] {
  const fields = fieldsOf(runs).filter((field) => differs(runs, field))
  return [
    ...fields.filter((field) => field.kind === 'params').slice(0, PARAMS),
    ...fields.filter((field) => field.kind === 'metrics').slice(0, METRICS),
  ]
}

function summaryOf({ axes, lines, kept, color }: Omit<ParallelModel, 'summary'>): string {
  const names = axes.map((axis) => axis.field.key).join(', ')
  const best = color
    ? lines.filter((line) => line.isKept && line.shade !== null).sort((a, b) => (b.shade ?? 0) - (a.shade ?? 0))[0]
    : undefined
  const top = best && color ? ` Highest ${color.field.key}: ${best.name}.` : ''
  return `${kept.length} of ${lines.length} runs over ${axes.length} axes: ${names}.${top}`
}

/** Each run as one line over all axes; colours and what a brush keeps are decided here. */
export function prepareParallel(
  runs: readonly Run[],
  fields: readonly RunField[],
  colorField: RunField | null,
  ranges: Ranges,
): ParallelModel {
  const axes = fields.map((field) => parallelAxis(field, runs))
  const color = colorField === null ? null : parallelAxis(colorField, runs)
  const lines = runs.map((run) => {
    const places = axes.map((axis) => axis.place(loggedOf(run, axis.field)))
    const isKept = axes.every((axis, index) => {
      const range = ranges[axis.field.id]
      const place = places[index] ?? null
      return range === undefined || (place !== null && place >= range[0] - SLACK && place <= range[1] + SLACK)
    })
    const shade = color === null ? null : color.place(loggedOf(run, color.field))
    return { runId: run.runId, name: run.name, places, shade, isKept }
  })
  const kept = lines.filter((line) => line.isKept).map((line) => line.runId)
  const model = { axes, color, lines, kept }
  return { ...model, summary: summaryOf(model) }
}
