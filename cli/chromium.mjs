// Finds a Chromium for the browser tests: one named by SLIPWAY_CHROMIUM, Playwright's own, the system's, else installs one.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { bin, NODE } from './steps.mjs'

const SYSTEM = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

async function playwrightOwn() {
  const { chromium } = await import('@playwright/test')
  const path = chromium.executablePath()
  return existsSync(path) ? path : null
}

/** Path of a Chromium; ends the process with instructions when none can be had. */
export async function ensureChromium() {
  const named = process.env.SLIPWAY_CHROMIUM
  if (named) return named
  const found = (await playwrightOwn()) ?? SYSTEM.find((path) => existsSync(path))
  if (found) return found
  process.stderr.write('Installing Chromium for the browser tests ...\n')
  const own = spawnSync(NODE, [bin('@playwright/test/cli.js'), 'install', 'chromium'], {
    stdio: ['ignore', 2, 2],
    timeout: 300_000,
  })
  const path = own.status === 0 ? await playwrightOwn() : null
  if (path) return path
  if (process.platform === 'linux' && process.getuid?.() === 0) {
    spawnSync('apt-get', ['update', '-qq'], { stdio: ['ignore', 2, 2] })
    spawnSync('apt-get', ['install', '-y', '-qq', 'chromium'], { stdio: ['ignore', 2, 2] })
    const system = SYSTEM.find((candidate) => existsSync(candidate))
    if (system) return system
  }
  process.stderr.write(
    'No Chromium was found and none could be installed. Install one and set SLIPWAY_CHROMIUM to its path.\n',
  )
  process.exit(1)
}
