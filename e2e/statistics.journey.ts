import { fileURLToPath } from 'node:url'
import { expect, test } from '@playwright/test'
import { createViteServer } from 'vitest/node'
import { compareWithGolden } from '../lib/stats/testing/compare-with-golden'
import { loadGolden } from '../lib/stats/testing/load-golden'
import { replay } from '../lib/stats/testing/replay'

const root = fileURLToPath(new URL('..', import.meta.url))
// Engines differ in the last bit of exp and the like; counts, decisions, reasons and the shape of an answer must not.
const TOLERANCE = { abs: 1e-15, rel: 1e-9 }
const MODULE = '/lib/stats/testing/replay.ts'

test('stored statistics replay in the browser to what the server said', async ({ page }) => {
  const files = (loadGolden() ?? []).filter(({ name }) => name !== 'simulation')
  const bundle = files.flatMap(({ vectors }) => vectors.map(({ method, input }) => ({ method, input })))
  const server = await createViteServer({
    root,
    configFile: false,
    logLevel: 'error',
    appType: 'custom',
    cacheDir: 'node_modules/.vite/statistics',
    server: { host: '127.0.0.1', port: 0, watch: null, hmr: false },
    optimizeDeps: { entries: ['lib/stats/testing/replay.ts'] },
  })
  try {
    await server.listen()
    const url = new URL(server.resolvedUrls?.local[0] ?? '')
    await page.route(`${url.origin}/`, (route) =>
      route.fulfill({ contentType: 'text/html', body: '<title>replay</title>' }),
    )
    await page.goto(url.href)
    const inBrowser = await page.evaluate(
      async ({ module, bundle }) => ((await import(module)) as { replay: typeof replay }).replay(bundle),
      { module: MODULE, bundle },
    )
    expect(inBrowser.length).toBeGreaterThan(50)
    const onServer = replay(bundle)
    expect(inBrowser.length).toBe(onServer.length)
    const departures = inBrowser.flatMap((line, index) => {
      const expected = { status: 'ok', value: { answer: JSON.parse(onServer[index] ?? 'null') } }
      const found = compareWithGolden({ answer: JSON.parse(line) }, { expected, tolerance: TOLERANCE })
      return found.map((departure) => `${line.slice(0, 60)}: ${departure}`)
    })
    expect(departures).toEqual([])
  } finally {
    await server.close()
  }
})
