import { afterAll, beforeAll, expect, test } from 'vitest'
import { useTestDatabase } from '@/lib/server/testing/test-database'

process.env['SLIPWAY_RATE_FACTOR'] = '1000'
const testDb = await useTestDatabase()
const { mlflowClient, mlflowWorkspace } = await import('./testing/mlflow-client')
const { readyVersion } = await import('./testing/ready-version')

let call: ReturnType<typeof mlflowClient>
beforeAll(async () => {
  const ws = await mlflowWorkspace('demo')
  call = mlflowClient(ws.token)
  await readyVersion(ws, 'origin')
  for (const [name, team] of [
    ['churn', 'risk'],
    ['Churn-b', 'growth'],
    ['fraud', 'risk'],
  ] as const) {
    await call('POST', 'registered-models/create', { name, tags: [{ key: 'team', value: team }] })
    for (const n of [1, 2, 3])
      await call('POST', 'model-versions/create', {
        name,
        source: 'models:/origin/1',
        run_id: `run-${name}`,
        tags: [{ key: 'n', value: String(n) }],
      })
  }
})
afterAll(() => testDb.drop())

async function models(filter: string, more: object = {}): Promise<string[]> {
  const { status, body } = await call('GET', 'registered-models/search', { filter, ...more })
  expect(status).toBe(200)
  return (body.registered_models ?? []).map(({ name }: { name: string }) => name)
}
async function versions(filter: string, more: object = {}): Promise<string[]> {
  const { status, body } = await call('GET', 'model-versions/search', { filter, ...more })
  expect(status, JSON.stringify(body)).toBe(200)
  return (body.model_versions ?? []).map(({ name, version }: { name: string; version: string }) => `${name}/${version}`)
}

test.each([
  ["name = 'churn'", ['churn']],
  ["name LIKE 'c%'", ['churn']],
  ["name ILIKE 'c%'", ['Churn-b', 'churn']],
  ["name LIKE '_raud'", ['fraud']],
  ["tags.team = 'risk'", ['churn', 'fraud']],
  ["tags.team != 'risk'", ['Churn-b']],
  ["tag.absent != 'x'", []],
  ["name LIKE '%' AND tag.`mlflow.prompt.is_prompt` != 'true'", ['Churn-b', 'churn', 'fraud', 'origin']],
  ["tag.`mlflow.prompt.is_prompt` = 'true'", []],
  ["importance = 'medium' AND creation_timestamp > 1000", ['Churn-b', 'churn', 'fraud', 'origin']],
  ["name = 'x' AND name = 'y'", []],
])('models: %s', async (filter, expected) => {
  expect((await models(filter)).sort()).toEqual([...expected].sort())
})

test.each([
  ["name='churn'", ['churn/3', 'churn/2', 'churn/1']],
  ["name='churn' and version_number >= 2", ['churn/3', 'churn/2']],
  ["tags.n = '1'", ['fraud/1', 'Churn-b/1', 'churn/1']],
  ["run_id IN ('run-fraud', 'run-churn') AND tag.n = '2'", ['fraud/2', 'churn/2']],
  [
    "source_path = 'models:/origin/1' AND name LIKE 'f%' AND status = 'READY' AND stage = 'None'",
    ['fraud/3', 'fraud/2', 'fraud/1'],
  ],
  ["name = 'nowhere'", []],
])('versions: %s', async (filter, expected) => {
  expect(await versions(filter)).toEqual(expected)
})

test('a search without hits is an empty object', async () => {
  expect((await call('GET', 'registered-models/search', { filter: "name = 'none'" })).body).toEqual({})
})

test('pages follow each other without gap or repetition while rows are added, in every order', async () => {
  for (const order of [[], ['version_number ASC'], ['name DESC', 'version_number ASC'], ['creation_timestamp ASC']]) {
    const seen: string[] = []
    let token: string | undefined
    do {
      const query = {
        filter: "name != 'origin' AND tag.n != '9'",
        max_results: 2,
        order_by: order,
        ...(token ? { page_token: token } : {}),
      }
      const { body } = await call('GET', 'model-versions/search', query)
      for (const { name, version } of body.model_versions ?? []) seen.push(`${name}/${version}`)
      await call('POST', 'model-versions/create', {
        name: 'fraud',
        source: 'models:/origin/1',
        tags: [{ key: 'n', value: '9' }],
      })
      token = body.next_page_token
    } while (token)
    expect(seen).toHaveLength(9)
    expect(new Set(seen).size).toBe(9)
  }
})

test('a page token of another search, or one that was changed, is refused', async () => {
  const { body } = await call('GET', 'model-versions/search', { filter: "name = 'churn'", max_results: 1 })
  const other = await call('GET', 'model-versions/search', {
    filter: "name = 'fraud'",
    max_results: 1,
    page_token: body.next_page_token,
  })
  expect([other.status, other.body.error_code]).toEqual([400, 'INVALID_PARAMETER_VALUE'])
})
