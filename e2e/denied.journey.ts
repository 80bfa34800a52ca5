import { expect } from '@playwright/test'
import { demo, pageUrl } from './demo'
import { test } from './fixtures'
import { apiAs } from './session'

test('an auditor reads a deployment and can change nothing in it', async ({ pageAs }) => {
  const page = await pageAs('auditor')
  await page.goto(pageUrl(`deployments/${demo.deploymentId}`))
  for (const name of [/^Promote/, 'Roll back', /^(Pause|Resume)/]) {
    const button = page.getByRole('button', { name }).first()
    await expect(button).toBeVisible()
    await expect(button).toBeDisabled()
  }
  await page.getByRole('button', { name: 'Roll back' }).focus()
  await expect(page.getByText(/operator/i).first()).toBeVisible()
  await page.keyboard.press('b')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  const api = await apiAs('auditor')
  const path = `/rollouts/deployments/${demo.deploymentId}/roll-back`
  await expect(api.post(path, { reason: 'Not mine to do.' })).rejects.toThrow(/403/)
})

test('a page that a role may not read names the permission and who has it, and is not in the menu', async ({
  pageAs,
}) => {
  const page = await pageAs('data-scientist')
  await page.goto(pageUrl('audit'))
  await expect(page.getByText('audit:read')).toBeVisible()
  await expect(page.getByText(/auditor/i).first()).toBeVisible()
  await expect(page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name: 'Audit' })).toHaveCount(0)
})

test('a platform admin sets up and sees no deployments', async ({ pageAs }) => {
  const page = await pageAs('platform-admin')
  await page.goto(pageUrl(`deployments/${demo.deploymentId}`))
  await expect(page.getByText('rollouts:read')).toBeVisible()
  await expect(page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name: 'Agents' })).toBeVisible()
})

test('an unknown deployment and one of nobody look the same: not found, with a way on', async ({ pageAs }) => {
  const page = await pageAs('operator')
  await page.goto(pageUrl('deployments/01900000-0000-7000-8000-000000000000'))
  await expect(page.getByText(/not found|does not exist|no such/i).first()).toBeVisible()
})
