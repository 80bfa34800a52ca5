import { expect } from '@playwright/test'
import { pageUrl } from './demo'
import { test } from './fixtures'
import { demoRuns, uniqueName } from './prepare'
import { apiAs } from './session'

test('words of a card that are not saved outlive other tabs and a reload, and never overwrite those of somebody else', async ({
  pageAs,
}) => {
  const api = await apiAs('data-scientist')
  const model = await api.post<{ id: string }>('/registry/models', { name: uniqueName('card') })
  const page = await pageAs('data-scientist')
  const text = page.getByRole('textbox', { name: 'Card' })
  await page.goto(pageUrl(`models/${model.id}?tab=card`))
  await page.getByRole('button', { name: 'Write the card' }).click()
  await text.fill('# My words')
  await page.getByRole('tab', { name: 'Aliases' }).click()
  await page.getByRole('tab', { name: 'Card' }).click()
  await expect(text).toHaveValue('# My words')

  const other = await pageAs('data-scientist')
  await other.goto(pageUrl(`models/${model.id}?tab=card`))
  await other.getByRole('button', { name: 'Write the card' }).click()
  await other.getByRole('textbox', { name: 'Card' }).fill('# Their words')
  await other.getByRole('button', { name: 'Save the card' }).click()
  await expect(other.getByRole('heading', { name: 'Their words' })).toBeVisible()

  await page.reload()
  await expect(text).toHaveValue('# My words')
  await page.getByRole('button', { name: 'Save the card' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'Nothing was changed' })).toBeVisible()
  expect((await api.get<{ card: string }>(`/registry/models/${model.id}`)).card).toBe('# Their words')
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByRole('heading', { name: 'Their words' })).toBeVisible()
})

test('runs chosen for comparison are still chosen after a look at one of them', async ({ pageAs }) => {
  const { experimentId, runs } = await demoRuns()
  const page = await pageAs('data-scientist')
  await page.goto(pageUrl(`experiments/${experimentId}`))
  const boxes = page.getByRole('table', { name: 'Runs' }).getByRole('checkbox')
  await boxes.nth(0).click()
  await boxes.nth(1).click()
  await expect(page.getByRole('button', { name: 'Compare 2 runs' })).toBeVisible()
  await page
    .getByRole('link', { name: runs[0]?.name ?? '', exact: true })
    .first()
    .click()
  await expect(page).toHaveURL(/\/runs\//)
  await page.goBack()
  await expect(page.getByRole('button', { name: 'Compare 2 runs' })).toBeVisible()
})

test('the search box follows the address', async ({ pageAs }) => {
  const page = await pageAs('data-scientist')
  const box = page.getByLabel('Name, tag, alias, digest or run')
  await page.goto(pageUrl('models'))
  await box.fill('census')
  await expect(page).toHaveURL(/find=census/)
  await page.getByRole('link', { name: 'Models', exact: true }).first().click()
  await expect(box).toHaveValue('')
  await expect(page).not.toHaveURL(/find=/)
  await page.goBack()
  await expect(box).toHaveValue('census')
})
