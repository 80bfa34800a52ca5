import { expect, type Page } from '@playwright/test'
import { axeFindings, THEMES } from './axe-findings'
import { demo, type PersonaRole, pageUrl } from './demo'
import { PHONE, test } from './fixtures'
import { uniqueName } from './prepare'
import { apiAs } from './session'

const settings = (tab: string) => pageUrl(`settings?tab=${tab}`)
const rulesDialog = (page: Page) => page.getByRole('dialog', { name: "Change the registry's rules" })

/** Every alias row's pattern, in the dialog's order. */
const aliasesIn = (page: Page) => rulesDialog(page).getByRole('textbox', { name: /^Alias \d+$/ })

test('an admin protects an alias with a reason; it is listed at once, audited, and taken away again', async ({
  pageAs,
}) => {
  const page = await pageAs('platform-admin')
  const alias = `${uniqueName('live')}-*`
  const words = `${alias} of models of high importance or more, by the policy of production`
  await page.goto(settings('registry'))
  await expect(page.getByRole('tab', { name: 'Registry' })).toHaveAttribute('aria-selected', 'true')
  await page.getByRole('button', { name: 'Change the rules' }).click()
  const dialog = rulesDialog(page)
  await expect(dialog.getByRole('button', { name: 'Make 0 changes' })).toBeDisabled()
  await dialog.getByRole('button', { name: 'Protect an alias' }).click()
  await aliasesIn(page).last().fill(alias)
  const changes = dialog.getByRole('list', { name: 'What changes' })
  await expect(changes).toHaveText(`Protected alias added: ${words}`)
  const make = dialog.getByRole('button', { name: 'Make 1 change' })
  await expect(make, 'nothing is changed without a reason').toBeDisabled()
  const reason = 'The pricing service loads by these names.'
  await dialog.getByRole('textbox', { name: 'Reason' }).fill(reason)
  await make.click()
  await expect(dialog).toHaveCount(0)
  await expect(page.getByText(words)).toBeVisible()

  const auditor = await pageAs('auditor')
  await auditor.goto(pageUrl('audit?type=registry.rules-changed'))
  const event = auditor.getByRole('table', { name: 'Audit events' }).getByRole('row').filter({ hasText: reason })
  await expect(event).toContainText('Pablo Ruiz')
  await event.getByRole('link').first().click()
  await expect(auditor.getByRole('heading', { level: 1 })).toHaveText('Pablo Ruiz: rules changed (registry).')
  const part = (title: string) => auditor.getByRole('region', { name: title })
  await expect(part('After')).toContainText(alias)
  await expect(part('Before')).not.toContainText(alias)

  await page.getByRole('button', { name: 'Change the rules' }).click()
  await dialog.getByRole('button', { name: `Take away ${alias}` }).click()
  await expect(changes).toHaveText(`Protected alias taken away: ${words}`)
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('The journey is over.')
  await make.click()
  await expect(dialog).toHaveCount(0)
  await expect(page.getByText(words)).toHaveCount(0)
})

test('who may not change the rules reads them, is told who may, and is refused by the server too', async ({
  pageAs,
}) => {
  const page = await pageAs('auditor')
  await page.goto(settings('registry'))
  await expect(page.getByText('Protected aliases')).toBeVisible()
  const change = page.getByRole('button', { name: 'Change the rules' })
  await expect(change).toBeDisabled()
  await change.focus()
  await expect(page.getByText(/registry:administer.*platform admin/i)).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  const api = await apiAs('auditor')
  const rules = await api.get<Record<string, unknown>>('/registry/rules')
  await expect(api.put('/registry/rules', { ...rules, retentionDays: 7, reason: 'Not mine.' })).rejects.toThrow(/403/)
  expect(await api.get('/registry/rules')).toEqual(rules)
  await expect(page.getByRole('tab', { name: 'Trusted signers' })).toHaveCount(0)
})

test('a data scientist connects a notebook with a fresh token, and its client stands in the inventory', async ({
  pageAs,
}) => {
  const page = await pageAs('data-scientist')
  await page.goto(settings('clients'))
  await expect(page.getByText(`export MLFLOW_TRACKING_URI=${demo.url}`).first()).toBeVisible()
  await page.getByRole('button', { name: 'Create its token' }).click()
  const dialog = page.getByRole('dialog', { name: 'Create an API token' })
  const name = uniqueName('notebook')
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name)
  for (const scope of ['registry:write', 'registry:download'])
    await expect(dialog.getByRole('checkbox', { name: scope })).toBeChecked()
  await dialog.getByRole('button', { name: 'Create token' }).click()
  await expect(dialog.getByText(/shown this once/)).toBeVisible()
  const lines = await dialog.locator('code').filter({ hasText: 'MLFLOW_TRACKING_TOKEN' }).textContent()
  const token = /MLFLOW_TRACKING_TOKEN=(slw_\S+)/.exec(lines ?? '')?.[1] ?? ''
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click()
  await expect(page.getByText(token), 'the token is not seen again').toHaveCount(0)

  const answer = await fetch(`${demo.url}/api/2.0/mlflow/registered-models/search?max_results=1`, {
    headers: { authorization: `Bearer ${token}`, 'user-agent': 'mlflow-python-client/3.6.0' },
  })
  expect(answer.status).toBe(200)
  await page.reload()
  const client = page.getByRole('table', { name: 'Clients in use' }).getByRole('row').filter({ hasText: name })
  await expect(client).toContainText('mlflow-python-client 3.6')
  await expect(client).toContainText('Dana Scholz')
})

test('who may have no token is told so where a notebook is connected', async ({ pageAs }) => {
  const page = await pageAs('auditor')
  await page.goto(settings('clients'))
  const create = page.getByRole('button', { name: 'Create its token' })
  await expect(create).toBeDisabled()
  await create.focus()
  await expect(page.getByText(/identity:manage-own-tokens/)).toBeVisible()
})

const TABS: readonly [string, PersonaRole][] = [
  ['registry', 'platform-admin'],
  ['clients', 'data-scientist'],
  ['imports', 'platform-admin'],
  ['signers', 'platform-admin'],
  ['environments', 'platform-admin'],
  ['sessions', 'operator'],
  ['appearance', 'operator'],
]

test('settings are read by everybody: axe finds nothing in either theme, and nothing is wider than a phone', async ({
  pageAs,
}) => {
  test.setTimeout(240_000)
  const findings: string[] = []
  for (const viewport of [{ width: 1360, height: 900 }, PHONE])
    for (const [tab, role] of TABS) {
      const page = await pageAs(role, { viewport })
      await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
      await page.goto(settings(tab))
      await expect(page.getByRole('tabpanel')).toBeVisible()
      await expect(page.getByRole('status', { name: /^Loading/ })).toHaveCount(0)
      const name = `${tab} ${viewport.width}`
      if (tab === 'registry') {
        await page.getByRole('button', { name: 'Change the rules' }).click()
        await expect(rulesDialog(page)).toBeVisible()
      }
      // Panels of one table look alike everywhere: one theme at each width.
      for (const theme of tab === 'registry' || tab === 'clients'
        ? THEMES
        : ([viewport === PHONE ? 'dark' : 'light'] as const)) {
        await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
        findings.push(...(await axeFindings(page, `${name} ${theme}`)))
      }
      const width = await page.evaluate(() => document.documentElement.scrollWidth)
      if (width > viewport.width) findings.push(`${name}: ${width} px wide`)
      if (tab === 'registry') {
        await page.keyboard.press('Escape')
        await expect(rulesDialog(page)).toHaveCount(0)
        findings.push(...(await axeFindings(page, `${name} rules read`)))
      }
      await page.context().close()
    }
  expect(findings).toEqual([])
})
