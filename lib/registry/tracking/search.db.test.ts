import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { AppError } from '@/lib/kernel/app-error'
import { useTestDatabase } from '@/lib/server/testing/test-database'

process.env['SLIPWAY_RATE_FACTOR'] = '1000'
const testDb = await useTestDatabase()
const { database, pool } = await import('@/lib/server/database')
const { mlflowClient, mlflowWorkspace } = await import('../mlflow/testing/mlflow-client')
const { searchRunIds } = await import('./store/search-runs')
const { searchLoggedModelIds } = await import('./store/search-logged-models')
const { searchExperimentNumbers } = await import('./store/search-experiments')

let workspaceId = ''
let ask: ReturnType<typeof mlflowClient>
beforeAll(async () => {
  const demo = await mlflowWorkspace('demo')
  workspaceId = demo.workspaceId
  ask = mlflowClient(demo.token)
  await ask('POST', 'runs/create', { experiment_id: '0', run_name: 'one' })
  await ask('POST', 'logged-models', { experiment_id: '0', name: 'm' })
})
afterAll(() => testDb.drop())

const key = fc.constantFrom(
  'metrics.a',
  'params.`b c`',
  'tags.d',
  'start_time',
  'run_name',
  'name',
  'status',
  'dataset.name',
  'creation_time',
  'run_id',
  'model_id',
  'constructor',
)
const operator = fc.constantFrom('=', '!=', '<', '>=', 'LIKE', 'ILIKE', 'IN', 'NOT IN')
const value = fc.oneof(
  fc.constantFrom('1', '-1e999', '0.5', "('a','b')", "''"),
  fc.string({ unit: 'binary' }).map((text) => `'${text.replaceAll("'", '')}'`),
)
const clause = fc.tuple(key, operator, value).map((parts) => parts.join(' '))
const filter = fc.oneof(
  fc.string(),
  fc.array(clause, { maxLength: 4 }).map((parts) => parts.join(' AND ')),
)
const order = fc.array(
  fc.oneof(
    key,
    fc.tuple(key, fc.constantFrom('ASC', 'DESC')).map((parts) => parts.join(' ')),
  ),
  { maxLength: 3 },
)

/** A page, or a refusal in words; never a fault inside. */
async function answers(page: Promise<unknown>): Promise<void> {
  await page.catch((error: unknown) => {
    if (!(error instanceof AppError) || error.code !== 'invalid') throw error
  })
}

test('whatever is asked, a search answers or says what is wrong', async () => {
  await fc.assert(
    fc.asyncProperty(filter, order, async (text, orderBy) => {
      const search = { filter: text, limit: 5, after: null }
      await answers(searchRunIds(database(), workspaceId, { ...search, orderBy, view: 'ALL', experiments: [0] }))
      await answers(searchExperimentNumbers(database(), workspaceId, { ...search, orderBy, view: 'ALL' }))
      const models = orderBy.map((field) => ({ field, ascending: true }))
      await answers(
        searchLoggedModelIds(database(), workspaceId, { ...search, orderBy: models, datasets: [], experiments: [0] }),
      )
    }),
    { numRuns: 150 },
  )
})

test('a client that asks for very many runs gets them all', async () => {
  await pool().query(`INSERT INTO "TrackingExperiment" ("workspaceId", number, name) VALUES ($1, 77, 'many')`, [
    workspaceId,
  ])
  await pool().query(
    `INSERT INTO "TrackingRun" (id, "workspaceId", experiment, name, "startMs", "createdById", "createdByName")
     SELECT gen_random_uuid(), $1, 77, 'r' || i, i % 10, 'x', 'x' FROM generate_series(1, 3500) i`,
    [workspaceId],
  )
  const page = await ask('POST', 'runs/search', { experiment_ids: ['77'], max_results: 50_000 })
  expect(page.body.runs).toHaveLength(3500)
  const seen = new Set<string>()
  let page_token: string | undefined
  do {
    const next = await ask('POST', 'runs/search', { experiment_ids: ['77'], max_results: 1500, page_token })
    for (const { info } of next.body.runs) seen.add(info.run_id)
    page_token = next.body.next_page_token
  } while (page_token)
  expect(seen.size).toBe(3500)
})
