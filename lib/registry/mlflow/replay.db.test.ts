import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { useTestDatabase } from '@/lib/server/testing/test-database'

process.env['SLIPWAY_RATE_FACTOR'] = '1000'
const testDb = await useTestDatabase()
const { handleMlflow } = await import('@/app/api/mlflow-handler')
const { mlflowClient, mlflowWorkspace } = await import('./testing/mlflow-client')
const { readyVersion } = await import('./testing/ready-version')
const { database, pool } = await import('@/lib/server/database')

let ws: Awaited<ReturnType<typeof mlflowWorkspace>>
let call: ReturnType<typeof mlflowClient>
/** The same client over a connection that is cut when the answer comes. */
let cut: ReturnType<typeof mlflowClient>
beforeAll(async () => {
  ws = await mlflowWorkspace('demo')
  call = mlflowClient(ws.token)
  cut = mlflowClient(ws.token, {
    async handle(request) {
      const response = await handleMlflow(request)
      await response.body?.cancel()
      return new Response('{}', { status: response.status })
    },
  })
  await readyVersion(ws, 'origin')
  for (const name of ['a', 'b', 'c', 'd', 'e']) await call('POST', 'registered-models/create', { name })
})
afterAll(() => testDb.drop())

const source = 'models:/origin/1'
const versions = (name: string) => database().modelVersion.count({ where: { model: { name } } })
const register = (name: string, client = call, headers = {}) =>
  client('POST', 'model-versions/create', { name, source }, headers)

test('rule 1: equal calls in flight are one call with one answer', async () => {
  const answers = await Promise.all(Array.from({ length: 5 }, () => register('a')))
  expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1)
  expect(await versions('a')).toBe(1)
})

test('rule 2: an answer that was not delivered is given to the retry: one object', async () => {
  expect((await register('b', cut)).status).toBe(200)
  expect((await register('b', cut)).status).toBe(200)
  expect((await register('b')).body.model_version.version).toBe('1')
  expect(await versions('b')).toBe(1)
})

test.each([
  ['registered-models/create', { name: 'cut-model' }],
  ['experiments/create', { name: 'cut-experiment' }],
  ['runs/create', { experiment_id: '0', start_time: 1 }],
  ['logged-models', { experiment_id: '0', name: 'cut' }],
])('rule 2 holds for %s', async (path, body) => {
  expect((await cut('POST', path, body)).status).toBe(200)
  const retried = await call('POST', path, body)
  expect(retried.status).toBe(200)
  const objects = await Promise.all([
    database().model.count({ where: { name: 'cut-model' } }),
    database().trackingExperiment.count({ where: { name: 'cut-experiment' } }),
    database().trackingRun.count(),
    database().loggedModel.count(),
  ])
  for (const count of objects) expect(count).toBeLessThanOrEqual(1)
})

test('rule 3: two deliberate calls are two versions; a name can be taken once', async () => {
  expect((await register('c')).body.model_version.version).toBe('1')
  expect((await register('c')).body.model_version.version).toBe('2')
  const again = await call('POST', 'registered-models/create', { name: 'c' })
  expect([again.status, again.body.error_code]).toEqual([400, 'RESOURCE_ALREADY_EXISTS'])
})

test('rule 4: an Idempotency-Key decides alone', async () => {
  const key = { 'idempotency-key': 'k1' }
  expect((await register('d', call, key)).body.model_version.version).toBe('1')
  expect((await register('d', call, key)).body.model_version.version).toBe('1')
  expect((await register('d', call, { 'idempotency-key': 'k2' })).body.model_version.version).toBe('2')
})

/** The same client of another web process: what the first one knows of calls in flight is not known there. */
async function elsewhereClient() {
  vi.resetModules()
  return mlflowClient(ws.token, { handle: (await import('@/app/api/mlflow-handler')).handleMlflow })
}

/** Resolves when one statement has waited for a lock for so many seconds. */
function oneWaits(seconds: number) {
  const waiting = `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
    AND query_start < now() - make_interval(secs => ${seconds})`
  const count = async () => (await pool().query(waiting)).rows[0].n
  return expect.poll(count, { timeout: 20_000, interval: 100 }).toBe(1)
}

test('equal calls that two web processes take at once are one call with one answer', async () => {
  const other = await elsewhereClient()
  const both = (path: string, body: Record<string, string>) =>
    Promise.all([call, other, call, other].map((client) => client('POST', path, body)))
  for (const answers of [
    await both('registered-models/create', { name: 'twice' }),
    await both('model-versions/create', { name: 'twice', source }),
  ]) {
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1)
  }
  expect(await versions('twice')).toBe(1)
})

test('an equal call in another web process is waited for, longer than any other lock', async () => {
  await register('d', call, { 'idempotency-key': 'shows-who-calls' })
  const { workspaceId, principalId } = await database().idempotencyKey.findFirstOrThrow({
    where: { key: 'shows-who-calls' },
  })
  const elsewhere = await pool().connect()
  await elsewhere.query('BEGIN')
  const name = `${workspaceId}:${principalId}:held`
  await elsewhere.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [name])
  const waiting = register('d', call, { 'idempotency-key': 'held' })
  await oneWaits(6)
  await elsewhere.query('COMMIT')
  elsewhere.release()
  expect((await waiting).status).toBe(200)
})

test('a repetition waits longer for what its first call may hold than that one did', async () => {
  const other = await elsewhereClient()
  await call('POST', 'registered-models/create', { name: 'slow' })
  const elsewhere = await pool().connect()
  await elsewhere.query('BEGIN')
  await elsewhere.query(`SELECT 1 FROM "Model" WHERE name = 'slow' FOR UPDATE`)
  const first = register('slow')
  await oneWaits(0)
  const again = register('slow', other)
  expect((await first).status).toBe(503)
  await oneWaits(6)
  await elsewhere.query('COMMIT')
  elsewhere.release()
  expect([(await again).status, (await again).body.model_version.version]).toEqual([200, '1'])
})

test('a deletion whose answer was lost is answered again; a second one finds nothing', async () => {
  await register('e')
  const gone = { name: 'e', version: '1' }
  expect((await cut('DELETE', 'model-versions/delete', gone)).status).toBe(200)
  expect((await call('DELETE', 'model-versions/delete', gone)).status).toBe(200)
  expect((await call('DELETE', 'model-versions/delete', gone)).status).toBe(404)
})

test('a workspace may widen rule 2 to delivered answers', async () => {
  await database().registrySettings.create({
    data: {
      workspaceId: ws.workspaceId,
      settings: { replayWindowSeconds: 60 },
      updatedById: 'test',
      updatedAt: new Date(),
    },
  })
  const [first, second] = [await register('origin'), await register('origin')]
  expect(second.body).toEqual(first.body)
})
