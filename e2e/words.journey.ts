import { expect } from '@playwright/test'
import { pageUrl } from './demo'
import { test } from './fixtures'
import { uniqueName } from './prepare'
import { apiAs } from './session'

test('a data scientist describes and tags a model; who only looks may not', async ({ pageAs }) => {
  const api = await apiAs('data-scientist')
  const name = uniqueName('words')
  const model = await api.post<{ id: string }>('/registry/models', { name })
  const page = await pageAs('data-scientist')
  await page.goto(pageUrl(`models/${model.id}`))
  await page.getByRole('button', { name: 'Describe' }).click()
  const dialog = page.getByRole('dialog', { name: `Describe ${name}` })
  await dialog.getByRole('textbox', { name: 'Key' }).fill('/team')
  await expect(dialog.getByText('a key is no path that leads elsewhere')).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Key' }).fill('team/area')
  await dialog.getByRole('textbox', { name: 'Value' }).fill('credit')
  await dialog.getByRole('button', { name: 'Add the tag' }).click()
  await expect(dialog.getByRole('button', { name: 'Remove the tag team/area' })).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Description' }).fill('Prices **used** cars.')
  await dialog.getByRole('button', { name: 'Save the description' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByText('Prices used cars.')).toBeVisible()
  await expect(page.getByRole('list', { name: 'Tags' })).toContainText('team/area credit')

  await page.getByRole('button', { name: 'Describe' }).click()
  await dialog.getByRole('button', { name: 'Remove the tag team/area' }).click()
  await expect(dialog.getByRole('button', { name: 'Remove the tag team/area' })).toBeHidden()
  await dialog.getByRole('button', { name: 'Done' }).click()
  await expect(page.getByRole('list', { name: 'Tags' })).toBeHidden()

  const looking = await pageAs('auditor')
  await looking.goto(pageUrl(`models/${model.id}`))
  await expect(looking.getByRole('button', { name: 'Describe' })).toBeDisabled()
})
