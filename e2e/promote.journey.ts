import { expect } from '@playwright/test'
import { pageUrl } from './demo'
import { PHONE, test } from './fixtures'
import { getDeployment, prepareCanary, prepareDeployment, waitForRollout } from './prepare'
import { apiAs } from './session'
import { startTraffic } from './traffic'

test('a canary is asked for by one person, approved on a phone by another, and moves traffic only then', async ({
  pageAs,
}) => {
  const deployment = await prepareDeployment('production')
  const reason = `Better offline, see ${deployment.name}.`
  const page = await pageAs('data-scientist')
  await page.goto(pageUrl(`deployments/${deployment.id}`))
  await page.getByRole('button', { name: 'Promote', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox', { name: 'Version' }).click()
  await page.getByRole('option', { name: /^v2/ }).click()
  await dialog.getByLabel('Reason').fill(reason)
  await dialog.getByRole('button', { name: 'Ask to promote v2' }).click()
  await expect(dialog.getByText('Agreed by an approver who is not the requester')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('v2 waits for approval; v1 keeps serving')

  const api = await apiAs('operator')
  const before = await getDeployment(api, deployment.id)
  expect(before.observed?.variants.filter((one) => one.weightBps > 0)).toHaveLength(1)

  const phone = await pageAs('operator', { viewport: PHONE })
  await phone.goto(pageUrl('approvals'))
  await phone
    .getByRole('link', { name: new RegExp(deployment.name) })
    .first()
    .click()
  await expect(phone.getByText(reason).filter({ visible: true }).first()).toBeVisible()
  const approve = phone.getByRole('button', { name: 'Approve' })
  await expect(approve).toBeInViewport()
  const width = await phone.evaluate(() => document.documentElement.scrollWidth)
  expect(width, 'nothing scrolls sideways on a phone').toBeLessThanOrEqual(PHONE.width)
  await approve.click()
  await phone.getByRole('dialog').getByRole('button', { name: 'Approve' }).click()
  await expect(phone.getByRole('dialog')).toBeHidden()
  const { rollout } = await getDeployment(api, deployment.id)
  await waitForRollout(rollout?.id ?? '', ['BAKING'])
  await expect(page.getByRole('heading', { level: 1 })).toContainText('v2 serves 5')
  await expect(page.getByRole('img', { name: /Traffic, observed: v1 95.*v2 5/ })).toBeVisible()
})

test('an operator promotes the candidate with one dialog, watches until it is observed, and the auditor reads why', async ({
  pageAs,
}) => {
  const canary = await prepareCanary('production')
  const traffic = startTraffic(canary.name)
  const reason = `Looks good on real traffic (${canary.name}).`
  try {
    const page = await pageAs('operator')
    await page.goto(pageUrl(`deployments/${canary.id}`))
    const api = await apiAs('operator')
    // Promoting skips waiting, not safety: evidence of this step has to have arrived.
    await expect
      .poll(async () => (await getDeployment(api, canary.id)).rollout?.progress?.decision?.reason, { timeout: 60_000 })
      .toMatch(/^(DWELL|MIN_SAMPLE|INCONCLUSIVE)$/)
    await page.getByRole('button', { name: 'Promote v2' }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog.getByRole('img', { name: /v2 100/ })).toBeVisible()
    await dialog.getByLabel('Reason').fill(reason)
    await dialog.getByRole('button', { name: 'Promote v2' }).click()
    await expect(dialog.getByText(/Observed after \d/)).toBeVisible({ timeout: 30_000 })
    const after = await getDeployment(api, canary.id)
    expect(after.observed?.variants.filter((one) => one.weightBps > 0)).toHaveLength(1)
    expect(traffic.failed(), 'switching versions drops no request').toBe(0)
  } finally {
    await traffic.stop()
  }
  const auditor = await pageAs('auditor')
  await auditor.goto(pageUrl(`audit?resource=deployment:${canary.id}`))
  const row = auditor.getByRole('row').filter({ hasText: reason }).first()
  await expect(row).toContainText('Omar Okafor')
  await row.getByRole('link').first().click()
  await expect(auditor.getByRole('heading', { level: 1 })).toContainText('Omar Okafor')
  await expect(auditor.getByText(reason).first()).toBeVisible()
})
