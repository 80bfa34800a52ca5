import { writeFileSync } from 'node:fs'
import { PLOTS } from './plots'

// Renders the pictures of docs/statistics.md from lib/stats: `npx tsx docs/plots/render.ts`.
for (const [file, render] of Object.entries(PLOTS)) writeFileSync(new URL(file, import.meta.url), render())
