// Pictures of every main screen with the demo's data, in light, dark and at phone width: `npm run screenshots [-- name ...]`.
// Uses the stack named by SLIPWAY_DEMO (the line that `up --json` printed, plus "home") when it is given.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { ensureGenerated, ensureInstalled, ROOT, requireNode } from './bootstrap.mjs'
import { NODE } from './steps.mjs'

requireNode()
await ensureInstalled()
await ensureGenerated()
const { ensureChromium } = await import('./chromium.mjs')
const { startDemoStack } = await import('./demo-stack.mjs')

/** Long enough for lines in the charts and for the first labels to arrive. */
const FILL_MS = process.env.SLIPWAY_DEMO ? 0 : 180_000

const chromium = await ensureChromium()
const { demo, stop } = await startDemoStack()
try {
  if (FILL_MS > 0)
    process.stderr.write(`  Letting the demo run for ${FILL_MS / 1000} s, so that charts have something to show ...\n`)
  await new Promise((resolve) => setTimeout(resolve, FILL_MS))
  const camera = spawn(NODE, ['--import', 'tsx', join(ROOT, 'e2e/take-screenshots.ts'), ...process.argv.slice(2)], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, SLIPWAY_CHROMIUM: chromium, SLIPWAY_DEMO: JSON.stringify(demo) },
  })
  const [code] = await once(camera, 'exit')
  process.exitCode = code ?? 130
} finally {
  await stop()
}
