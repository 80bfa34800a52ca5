// Browser journeys against a Slipway started for them: `npm run test:e2e [-- playwright arguments]`.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { ensureGenerated, ensureInstalled, ROOT, requireNode } from './bootstrap.mjs'
import { bin, NODE } from './steps.mjs'

requireNode()
await ensureInstalled()
await ensureGenerated()
const { ensureChromium } = await import('./chromium.mjs')
const { startDemoStack } = await import('./demo-stack.mjs')

const chromium = await ensureChromium()
const { demo, stop } = await startDemoStack()
let tests = null
const interrupt = () => tests?.kill('SIGTERM')
process.on('SIGINT', interrupt)
process.on('SIGTERM', interrupt)
try {
  tests = spawn(NODE, [bin('@playwright/test/cli.js'), 'test', ...process.argv.slice(2)], {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, SLIPWAY_CHROMIUM: chromium, SLIPWAY_DEMO: JSON.stringify(demo) },
  })
  const [code] = await once(tests, 'exit')
  process.exitCode = code ?? 130
} finally {
  await stop()
}
