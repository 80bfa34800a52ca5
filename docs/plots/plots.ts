import { detectableShiftPlot } from './detectable-shift'
import { driftNoisePlot } from './drift-noise'
import { intervalWidthPlot } from './interval-width'
import { peekingPlot } from './peeking'
import { verdictsPlot } from './verdicts'

/** The pictures of docs/statistics.md, each drawn by lib/stats itself. */
export const PLOTS = {
  'verdicts.svg': verdictsPlot,
  'peeking.svg': peekingPlot,
  'interval-width.svg': intervalWidthPlot,
  'drift-noise.svg': driftNoisePlot,
  'detectable-shift.svg': detectableShiftPlot,
}
