import type { XAxis } from './plot-axis'

export interface PlotOptions {
  axis: XAxis
  /** EWMA weight. */
  smoothing: number
  isLog: boolean
}

const AXES: readonly XAxis[] = ['step', 'time', 'relative']
export const MAX_SMOOTHING = 0.99

/** From the address; anything odd there is the default. */
export function plotOptionsOf(get: (key: string) => string): PlotOptions {
  const smoothing = Number(get('smooth'))
  return {
    axis: AXES.find((axis) => axis === get('x')) ?? 'step',
    smoothing: smoothing > 0 && smoothing <= MAX_SMOOTHING ? smoothing : 0,
    isLog: get('y') === 'log',
  }
}
