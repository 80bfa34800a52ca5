import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect } from '@playwright/test'
import { demo, pageUrl } from './demo'
import { test } from './fixtures'
import { prepareDeployment, uniqueName } from './prepare'
import { apiAs } from './session'

const run = promisify(execFile)
const PYTHON = process.env['SLIPWAY_TEST_MLFLOW_NEW']
const MODELS = 'prisma/seed/demo/models'

interface Session {
  client: string
  version: string
}

/** Champion or challenger, registered by a real MLflow client as a notebook would. */
async function registerFromNotebook(
  model: string,
  kind: 'champion' | 'challenger',
  accuracy: number,
): Promise<Session> {
  const files = [`${MODELS}/${kind}.onnx`, `${MODELS}/${kind}.json`]
  const { stdout } = await run(PYTHON ?? 'python3', ['e2e/notebook/session.py', model, String(accuracy), ...files], {
    env: { ...process.env, MLFLOW_TRACKING_URI: demo.url, MLFLOW_TRACKING_TOKEN: demo.apiToken },
  })
  const line = stdout.split('\n').find((text) => text.startsWith('{'))
  return JSON.parse(line ?? '{}') as Session
}

test('a notebook registers, the version appears, is compared and promoted, and an auditor sees who did it with which client', async ({
  pageAs,
}) => {
  test.skip(PYTHON === undefined, 'no Python with an MLflow client: .ci/mlflow-clients.sh installs one')
  test.setTimeout(240_000)
  const api = await apiAs('data-scientist')
  const name = uniqueName('notebook')
  const model = await api.post<{ id: string }>('/registry/models', { name })
  const page = await pageAs('data-scientist')
  const headline = page.getByRole('heading', { level: 1 })
  await page.goto(pageUrl(`models/${model.id}`))
  await expect(headline).toContainText('has no version yet')
  await registerFromNotebook(name, 'champion', 0.807)
  await expect(headline, 'the page was not loaded again').toContainText('v1 is the newest and ready', {
    timeout: 60_000,
  })
  const { client } = await registerFromNotebook(name, 'challenger', 0.829)
  await expect(headline).toContainText('v2 is the newest and ready', { timeout: 60_000 })

  await page.getByRole('link', { name: 'Compare' }).click()
  await expect(headline).toContainText('v2 can take over from v1')

  const first = await api.get<{ id: string }>(`/registry/models/${model.id}/versions/1`)
  const deployment = await prepareDeployment('staging', { modelId: model.id, versionId: first.id })
  await page.goto(pageUrl(`deployments/${deployment.id}`))
  await page.getByRole('button', { name: 'Promote', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox', { name: 'Strategy' }).click()
  await page.getByRole('option', { name: 'All at once' }).click()
  await dialog.getByLabel('Reason').fill('Better in the notebook.')
  await dialog.getByRole('button', { name: 'Promote v2' }).click()
  await expect(dialog.getByText(/Observed after \d/)).toBeVisible({ timeout: 60_000 })

  const auditor = await pageAs('auditor')
  await auditor.goto(pageUrl('audit?type=registry.version-registered'))
  await auditor.getByRole('row').filter({ hasText: name }).first().getByRole('link').first().click()
  await expect(auditor.getByText(client, { exact: true })).toBeVisible()
  await expect(auditor.getByRole('heading', { level: 1 })).toContainText('Release pipeline')
})
