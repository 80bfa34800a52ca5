// `npm test`: installs what it needs, then check (with the pure tests), database, agent and browser tests.
import { ensureGenerated, ensureInstalled, requireNode } from './bootstrap.mjs'
import { bin, NODE, runSteps } from './steps.mjs'

requireNode()
await ensureInstalled()
await ensureGenerated()
const { ensureChromium } = await import('./chromium.mjs')
const chromium = await ensureChromium()
const vitest = bin('vitest/vitest.mjs')
const ok = await runSteps([
  ['check', NODE, ['cli/check.mjs']],
  ['database tests', NODE, [vitest, 'run', '--project', 'db']],
  ['agent tests', NODE, [vitest, 'run', '--project', 'agent']],
  ['browser tests', NODE, ['cli/e2e.mjs'], { SLIPWAY_CHROMIUM: chromium }],
])
process.exit(ok ? 0 : 1)
