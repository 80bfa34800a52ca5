import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type Browser, chromium } from '@playwright/test'
import { demo, type PersonaRole } from './demo'
import { mainScreens, type Screen } from './screens'
import { sessionOf } from './session'

const OUT = join(process.cwd(), 'screenshots')
const LOOKS = [
  { name: 'light', colorScheme: 'light', viewport: { width: 1440, height: 900 }, isMobile: false },
  { name: 'dark', colorScheme: 'dark', viewport: { width: 1440, height: 900 }, isMobile: false },
  { name: 'phone', colorScheme: 'light', viewport: { width: 390, height: 844 }, isMobile: true },
] as const
type Look = (typeof LOOKS)[number]

async function pageFor(browser: Browser, look: Look, role: PersonaRole | null) {
  const { colorScheme, viewport, isMobile } = look
  const context = await browser.newContext({
    colorScheme,
    viewport,
    isMobile,
    deviceScaleFactor: isMobile ? 2 : 1,
    reducedMotion: 'reduce',
  })
  if (role !== null) await context.addCookies([{ ...(await sessionOf(role)), url: demo.url, httpOnly: true }])
  return context.newPage()
}

/** One picture per screen and look; `only` narrows the screens by name. */
async function takeScreenshots(only: readonly string[]): Promise<number> {
  await mkdir(OUT, { recursive: true })
  const browser = await chromium.launch({
    executablePath: process.env['SLIPWAY_CHROMIUM'] || undefined,
    args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--no-first-run'],
  })
  const all: (Omit<Screen, 'role'> & { role: PersonaRole | null })[] = [
    { name: 'sign-in', role: null, url: `${demo.url}/sign-in` },
    ...(await mainScreens()),
  ]
  const screens = all.filter((screen) => only.length === 0 || only.includes(screen.name))
  for (const look of LOOKS)
    for (const { name, role, url } of screens) {
      const page = await pageFor(browser, look, role)
      await page.goto(url)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await page.waitForFunction(
        () =>
          document.querySelectorAll('.animate-pulse, [role="status"][aria-label^="Loading"]').length === 0 &&
          document.querySelector('main')?.textContent.includes('looking …') !== true,
      )
      const file = `${name}-${look.name}.png`
      await page.screenshot({ path: join(OUT, file), fullPage: true })
      process.stderr.write(`  screenshots/${file}\n`)
      await page.context().close()
    }
  await browser.close()
  return screens.length * LOOKS.length
}

const count = await takeScreenshots(process.argv.slice(2))
process.stdout.write(`${count} screenshots in ${OUT}\n`)
