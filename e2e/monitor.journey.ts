import { expect } from '@playwright/test'
import { demo, pageUrl } from './demo'
import { test } from './fixtures'
import { getDeployment } from './prepare'
import { apiAs } from './session'

const LIVE_MS = 30_000

test('the deployment page is live: charts carry fresh numbers with n within half a minute', async ({ pageAs }) => {
  const page = await pageAs('data-scientist')
  await page.goto(pageUrl(`deployments/${demo.deploymentId}`))
  const chart = page.getByRole('figure', { name: 'Requests per second' })
  await expect(chart).toBeVisible()
  await expect(chart.locator('svg').first()).toBeVisible({ timeout: LIVE_MS })
  await chart.getByRole('button', { name: 'Show Requests per second as a table' }).click()
  const newest = chart.getByRole('row').nth(1)
  await expect(newest).toContainText(/\d.*\/s n \d+/, { timeout: LIVE_MS })
  const before = await newest.textContent()
  await expect.poll(() => chart.getByRole('row').nth(1).textContent(), { timeout: LIVE_MS }).not.toBe(before)
  const latency = page.getByRole('figure', { name: /^Latency/ })
  await expect(latency.locator('svg').first()).toBeVisible({ timeout: LIVE_MS })
})

test('figures by variant have a unit and n, and missing evidence is said in words', async ({ pageAs }) => {
  const page = await pageAs('data-scientist')
  await page.goto(pageUrl('monitoring'))
  const section = page.getByRole('region', { name: 'census-employment' })
  await expect(section.getByText(/^n \d/).first()).toBeVisible({ timeout: LIVE_MS })
  await expect(section.getByText(/ms$/).first()).toBeVisible({ timeout: LIVE_MS })
  await expect(section.getByText(/Accuracy/).first()).toBeVisible()
})

test('labels that arrive late become accuracy with coverage', async () => {
  const api = await apiAs('data-scientist')
  const to = new Date()
  const range = new URLSearchParams({
    from: new Date(to.getTime() - 3_600_000).toISOString(),
    to: new Date(to.getTime() + 300_000).toISOString(),
  })
  const path = `/monitoring/deployments/${demo.deploymentId}/summary?${range}`
  await expect
    .poll(
      async () => {
        const { variants } = await api.get<{
          variants: { quality: { coverage: { n: number; value: number | null } | null } }[]
        }>(path)
        return Math.max(0, ...variants.map((one) => one.quality.coverage?.value ?? 0))
      },
      { timeout: 60_000 },
    )
    .toBeGreaterThan(0)
})

test('two variants are compared with a difference, its interval and a verdict in words', async ({ pageAs }) => {
  const page = await pageAs('data-scientist')
  await page.goto(pageUrl(`deployments/${demo.deploymentId}?tab=compare`))
  await expect(page.getByRole('combobox', { name: 'Baseline' })).toContainText('v1', { timeout: LIVE_MS })
  await expect(page.getByRole('combobox', { name: 'Compared' })).toContainText('v2')
  await expect(page.getByText(/Intervals are 95 %/)).toBeVisible({ timeout: LIVE_MS })
})

test('drift against the training data is told per feature, with both distributions', async ({ pageAs }) => {
  const page = await pageAs('data-scientist')
  await page.goto(pageUrl(`monitoring/${demo.deploymentId}`))
  const feature = page.getByRole('button', { name: /AGEP/ }).first()
  await expect(feature).toBeVisible({ timeout: LIVE_MS })
  await feature.click()
  await expect(page.getByText(/PSI/).first()).toBeVisible()
  await expect(page.getByText(/reference/i).first()).toBeVisible()
})

test('two versions of a model are compared before anything is deployed', async ({ pageAs }) => {
  const { model } = await getDeployment(await apiAs('data-scientist'), demo.deploymentId)
  const page = await pageAs('data-scientist')
  await page.goto(pageUrl(`models/${model.id}/compare`))
  await expect(page.getByRole('combobox', { name: 'Baseline' })).toBeVisible()
  await expect(page.getByRole('heading', { level: 1 })).toContainText(/v\d/)
})
