import { expect } from '@playwright/test'
import { pageUrl } from './demo'
import { test } from './fixtures'
import { uniqueName } from './prepare'
import { apiAs } from './session'

const MODELS = 'prisma/seed/demo/models'

test('a data scientist makes a model and registers a version by upload', async ({ pageAs }) => {
  const page = await pageAs('data-scientist')
  const name = uniqueName('employment')
  await page.goto(pageUrl('models'))
  await page.getByRole('button', { name: 'New model' }).click()
  await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByRole('button', { name: 'Create model' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('has no version yet')

  await page.getByRole('button', { name: 'Register a version' }).first().click()
  await page.getByLabel('Files').setInputFiles([`${MODELS}/challenger.onnx`, `${MODELS}/challenger.json`])
  await page.getByLabel('Description').fill('Gradient boosting, uploaded by hand.')
  await page.getByRole('button', { name: 'Upload and register' }).click()
  await expect(page).toHaveURL(/\/versions\//, { timeout: 60_000 })
  await expect(page.getByRole('heading', { level: 1 })).toContainText('v1 is ready and can be deployed', {
    timeout: 60_000,
  })
  await page.getByRole('tab', { name: 'Signature' }).click()
  await expect(page.getByText('AGEP').first()).toBeVisible()
  await page.getByRole('tab', { name: 'History' }).click()
  await expect(page.getByText('Dana Scholz').first()).toBeVisible()
})

test('a file that is no model is refused with the reason', async ({ pageAs }) => {
  const api = await apiAs('data-scientist')
  const model = await api.post<{ id: string }>('/registry/models', { name: uniqueName('refused') })
  const page = await pageAs('data-scientist')
  await page.goto(pageUrl(`models/${model.id}`))
  await page.getByRole('button', { name: 'Register a version' }).first().click()
  await page.getByLabel('Files').setInputFiles({
    name: 'model.onnx',
    mimeType: 'application/octet-stream',
    buffer: Buffer.from('this is a letter, not a model'),
  })
  await page.getByRole('button', { name: 'Upload and register' }).click()
  await expect(page).toHaveURL(/\/versions\//, { timeout: 60_000 })
  await expect(page.getByRole('heading', { level: 1 })).toContainText(/is (refused|quarantined): \S+/, {
    timeout: 60_000,
  })
})
