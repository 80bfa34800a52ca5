import { expect } from '@playwright/test'
import { pageUrl } from './demo'
import { PHONE, test } from './fixtures'
import { uniqueName } from './prepare'
import { apiAs } from './session'

test('on a phone, an admin sees who is trusted and stops trusting one of them', async ({ pageAs }) => {
  const api = await apiAs('platform-admin')
  const name = uniqueName('release-robot')
  await api.post('/registry/signers', {
    kind: 'sigstore',
    name,
    identity: 'https://github.com/example/churn/.github/workflows/release.yml@refs/heads/main',
    issuer: 'https://token.actions.githubusercontent.com',
  })
  const page = await pageAs('platform-admin', { viewport: PHONE })
  await page.goto(pageUrl('settings?tab=signers'))
  const row = page.getByRole('list', { name: 'Trusted signers' }).getByRole('listitem').filter({ hasText: name })
  await expect(row).toContainText('release.yml@refs/heads/main')
  await row.getByRole('button', { name: `Stop trusting ${name}` }).click()
  await expect(row).toBeHidden()
})
