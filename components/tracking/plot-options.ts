import type { XAxis } from './plot-axis'
import { PART_KEY, type Part, parsePart } from './plot-part'

export interface PlotOptions {
  axis: XAxis
  /** EWMA weight. */
  smoothing: number
  isLog: boolean
  /** The part of this axis that is looked at; null for everything. */
  part: Part | null
}

const AXES: readonly XAxis[] = ['step', 'time', 'relative']
export const MAX_SMOOTHING = 0.99

/** From the address; anything odd there is the default. Each axis has a part of its own, which waits while another is chosen. */
export function plotOptionsOf(get: (key: string) => string): PlotOptions {
  const smoothing = Number(get('smooth'))
  const axis = AXES.find((one) => one === get('x')) ?? 'step'
  return {
    axis,
    smoothing: smoothing > 0 && smoothing <= MAX_SMOOTHING ? smoothing : 0,
    isLog: get('y') === 'log',
    part: parsePart(get(PART_KEY[axis])),
  }
}
