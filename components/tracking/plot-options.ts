import type { XAxis } from './plot-axis'
import type { StepRange } from './prepare-metric-lines'

export interface PlotOptions {
  axis: XAxis
  /** EWMA weight. */
  smoothing: number
  isLog: boolean
  /** The part that is looked at; null for everything. */
  steps: StepRange | null
}

const AXES: readonly XAxis[] = ['step', 'time', 'relative']
export const MAX_SMOOTHING = 0.99

/** "100-250", of whole steps, in order. */
export function parseSteps(text: string): StepRange | null {
  const [, from, to] = /^(-?\d{1,15})-(-?\d{1,15})$/.exec(text) ?? []
  const range: StepRange = [Number(from), Number(to)]
  return from !== undefined && to !== undefined && range[0] < range[1] ? range : null
}

/** From the address; anything odd there is the default. */
export function plotOptionsOf(get: (key: string) => string): PlotOptions {
  const smoothing = Number(get('smooth'))
  return {
    axis: AXES.find((axis) => axis === get('x')) ?? 'step',
    smoothing: smoothing > 0 && smoothing <= MAX_SMOOTHING ? smoothing : 0,
    isLog: get('y') === 'log',
    steps: parseSteps(get('steps')),
  }
}
