import { expect } from '@playwright/test'
import { pageUrl } from './demo'
import { test } from './fixtures'
import { uniqueName } from './prepare'
import { apiAs } from './session'

const SECRET = 'wJalrXUtnFEMI-K7MDENG-bPxRfiCYEXAMPLEKEY'
const settings = pageUrl('settings?tab=imports')

test('an admin adds an import source, replaces its secret and removes it; the secret is never seen again', async ({
  pageAs,
}) => {
  const page = await pageAs('platform-admin')
  const address = `s3://models/${uniqueName('team')}`
  const heard: string[] = []
  page.on('response', async (response) => {
    if (response.url().includes('/api/')) heard.push(await response.text().catch(() => ''))
  })
  await page.goto(settings)
  await page.getByRole('button', { name: 'Add an import source' }).first().click()
  const adding = page.getByRole('dialog', { name: 'Add an import source' })
  const add = adding.getByRole('button', { name: 'Add the source' })
  await add.click()
  await expect(adding.getByText('Write it as s3://models/churn.')).toBeVisible()
  await expect(adding.getByText('A bucket needs the secret of its key.')).toBeVisible()
  await adding.getByLabel('Address').fill(address)
  await adding.getByLabel('Access key').fill('AKIAEXAMPLE')
  await adding.getByLabel('Secret of the key').fill(SECRET)
  await adding.getByLabel('Endpoint').fill('https://10.0.0.1')
  await add.click()
  await expect(adding.getByRole('alert')).toContainText('private or reserved address')
  await adding.getByLabel('Endpoint').fill('')
  await page.keyboard.press('Control+Enter')
  await expect(adding).toHaveCount(0)

  const row = page.getByRole('table', { name: 'Import sources' }).getByRole('row').filter({ hasText: address })
  await expect(row).toContainText('AKIAEXAMPLE')
  const fingerprint = () => row.locator('code').textContent()
  const before = await fingerprint()
  await row.getByRole('button', { name: 'New secret' }).click()
  const replacing = page.getByRole('dialog', { name: 'Replace the secret' })
  await replacing.getByLabel('Secret of the key').fill(`${SECRET}2`)
  await replacing.getByRole('button', { name: 'Replace the secret' }).click()
  await expect(replacing).toHaveCount(0)
  await expect.poll(fingerprint).not.toBe(before)

  await row.getByRole('button', { name: 'Remove' }).click()
  const removing = page.getByRole('dialog', { name: 'Remove the import source' })
  await expect(removing).toContainText(address)
  await removing.getByRole('button', { name: 'Remove the source' }).click()
  await expect(removing).toHaveCount(0)
  await expect(row).toHaveCount(0)
  expect(heard.join('\n')).toContain('"secret":"***"')
  expect(heard.join('\n')).not.toContain(SECRET)
})

test('who does not administer the registry has no such tab, and is refused by the server too', async ({ pageAs }) => {
  const page = await pageAs('auditor')
  await page.goto(settings)
  await expect(page.getByRole('tab', { name: 'Sessions' })).toBeVisible()
  await expect(page.getByRole('tab', { name: 'Import sources' })).toHaveCount(0)
  const api = await apiAs('auditor')
  await expect(api.get('/registry/import-sources')).rejects.toThrow(/403/)
  await expect(api.post('/registry/import-sources', { address: 'https://files.example/m' })).rejects.toThrow(/403/)
})
