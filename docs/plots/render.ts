import { writeFileSync } from 'node:fs'
import { detectableShiftPlot } from './detectable-shift'
import { driftNoisePlot } from './drift-noise'
import { intervalWidthPlot } from './interval-width'
import { peekingPlot } from './peeking'
import { verdictsPlot } from './verdicts'

const plots = {
  'verdicts.svg': verdictsPlot,
  'peeking.svg': peekingPlot,
  'interval-width.svg': intervalWidthPlot,
  'drift-noise.svg': driftNoisePlot,
  'detectable-shift.svg': detectableShiftPlot,
}

// Renders the pictures of docs/statistics.md from lib/stats: `npx tsx docs/plots/render.ts`.
for (const [file, render] of Object.entries(plots)) writeFileSync(new URL(file, import.meta.url), render())
