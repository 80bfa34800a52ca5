import { afterAll, beforeAll, expect, test } from 'vitest'
import { useTestDatabase } from '@/lib/server/testing/test-database'

process.env['SLIPWAY_RATE_FACTOR'] = '1000'
// As few connections as there can be: one after the other, calls use the same one.
process.env['SLIPWAY_POOL_SIZE'] = '2'
const testDb = await useTestDatabase()
const { mlflowClient, mlflowWorkspace } = await import('./testing/mlflow-client')
const { database, pool } = await import('@/lib/server/database')

const VERSIONS = 200_000
let ask: ReturnType<typeof mlflowClient>
beforeAll(async () => {
  const { token } = await mlflowWorkspace('large')
  ask = mlflowClient(token)
  await ask('POST', 'registered-models/create', { name: 'small' })
  await ask('POST', 'registered-models/create', { name: 'huge' })
  await database().$transaction(
    async (tx) => {
      await tx.$executeRaw`SET LOCAL statement_timeout = 0`
      // No trigger has anything to say about rows that a test makes; two hundred thousand times it would take minutes.
      await tx.$executeRaw`SET LOCAL session_replication_role = replica`
      await tx.$executeRaw`
        INSERT INTO "ModelVersion" (id, "workspaceId", "modelId", number, state, "createdById", "createdByName", "readyAt")
        SELECT gen_random_uuid(), m."workspaceId", m.id, n, 'READY', 'test', 'Test', now() FROM "Model" m, generate_series(1, ${VERSIONS}::int) n
        WHERE m.name = 'huge'`
      await tx.$executeRaw`UPDATE "Model" SET "nextVersion" = ${VERSIONS + 1} WHERE name = 'huge'`
    },
    { timeout: 300_000 },
  )
  await pool().query('ANALYZE')
}, 300_000)
afterAll(() => testDb.drop())

/** Pages that the connection of these calls has looked at so far. */
async function pagesRead(): Promise<number> {
  // A connection tells its counts at the end of a transaction that asks for it.
  await pool().query('SELECT pg_stat_force_next_flush()')
  const { rows } = await pool().query<{ pages: string }>(
    'SELECT blks_hit + blks_read AS pages, pg_stat_clear_snapshot() FROM pg_stat_database WHERE datname = current_database()',
  )
  return Number(rows[0]?.pages)
}

/** What a call looks at once its plan has settled: unlike its time, the same on every machine. */
async function pagesOf(request: () => Promise<{ status: number }>): Promise<number> {
  for (let round = 0; round < 12; round += 1) expect((await request()).status).toBe(200)
  const before = await pagesRead()
  await request()
  return (await pagesRead()) - before
}

test.each([
  ["name = 'huge'", {}],
  ["name = 'huge'", { order_by: ['version_number ASC'] }],
  ["name = 'huge'", { order_by: ['creation_timestamp DESC'] }],
])(
  '5. the first page of 200 000 versions looks at hundreds of pages, not at all of them: %s %j',
  async (filter, more) => {
    const page = () => ask('GET', 'model-versions/search', { filter, max_results: 100, ...more })
    expect(await pagesOf(page)).toBeLessThan(1000)
  },
)

test('5. a model is answered from a few pages, however many versions it has', async () => {
  expect(await pagesOf(() => ask('GET', 'registered-models/get', { name: 'huge' }))).toBeLessThan(300)
  expect(await pagesOf(() => ask('GET', 'model-versions/get', { name: 'huge', version: '777' }))).toBeLessThan(100)
})
