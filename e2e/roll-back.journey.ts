import { expect } from '@playwright/test'
import { pageUrl } from './demo'
import { PHONE, test } from './fixtures'
import { getDeployment, prepareReplaced } from './prepare'
import { apiAs } from './session'
import { startTraffic } from './traffic'

test('an operator is back on the previous good version three keystrokes after the page', async ({ pageAs }) => {
  const deployment = await prepareReplaced('staging')
  const page = await pageAs('operator')
  await page.goto(pageUrl(`deployments/${deployment.id}`))
  await expect(page.getByRole('heading', { level: 1 })).toContainText('v2 serves all traffic')
  const traffic = startTraffic(deployment.name)
  try {
    await page.keyboard.press('b')
    const dialog = page.getByRole('dialog', { name: 'Roll back to v1' })
    await expect(dialog.getByRole('radio', { checked: true })).toHaveCount(1)
    await page.keyboard.press('Control+Enter')
    await expect(dialog.getByText(/Observed after \d/)).toBeVisible({ timeout: 30_000 })
  } finally {
    await traffic.stop()
  }
  expect(traffic.failed(), 'a rollback drops no request').toBe(0)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('v1 serves all traffic')
  const { observed, settled } = await getDeployment(await apiAs('operator'), deployment.id)
  const stable = settled.variants.find((one) => one.role === 'stable')
  expect(stable?.versionNumber).toBe(1)
  expect(observed?.variants.find((one) => one.variantId === stable?.variantId)?.weightBps).toBe(10_000)
})

test('a rollback is complete and comfortable on a phone', async ({ pageAs }) => {
  const deployment = await prepareReplaced('staging')
  const page = await pageAs('operator', { viewport: PHONE })
  await page.goto(pageUrl(`deployments/${deployment.id}`))
  const open = page.getByRole('button', { name: 'Roll back' })
  await expect(open).toBeInViewport()
  await open.click()
  const dialog = page.getByRole('dialog')
  const go = dialog.getByRole('button', { name: 'Roll back to v1' })
  await expect(go).toBeInViewport()
  await go.click()
  await expect(dialog.getByText(/Observed after \d/)).toBeVisible({ timeout: 30_000 })
  const width = await page.evaluate(() => document.documentElement.scrollWidth)
  expect(width, 'nothing scrolls sideways on a phone').toBeLessThanOrEqual(PHONE.width)
})
