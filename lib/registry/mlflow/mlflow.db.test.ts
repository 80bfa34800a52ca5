import { afterAll, beforeAll, expect, test } from 'vitest'
import { useTestDatabase } from '@/lib/server/testing/test-database'

process.env['SLIPWAY_RATE_FACTOR'] = '1000'
const testDb = await useTestDatabase()
const { mlflowClient, mlflowWorkspace, scopedToken } = await import('./testing/mlflow-client')
const { readyVersion } = await import('./testing/ready-version')
const { database } = await import('@/lib/server/database')

let ws: Awaited<ReturnType<typeof mlflowWorkspace>>
let call: ReturnType<typeof mlflowClient>
beforeAll(async () => {
  ws = await mlflowWorkspace('demo')
  call = mlflowClient(ws.token)
})
afterAll(() => testDb.drop())

const model = async (name: string, more: object = {}) => call('POST', 'registered-models/create', { name, ...more })
const versionOf = (name: string, source: string, more: object = {}) =>
  call('POST', 'model-versions/create', { name, source, ...more })

test('a model is created, found, described, tagged and read back in MLflow words', async () => {
  const made = await model('first', { tags: [{ key: 'team', value: 'risk' }], description: 'd' })
  expect(made.status).toBe(200)
  expect(made.body.registered_model).toMatchObject({ name: 'first', description: 'd', user_id: 'Dana Scholz' })
  expect(typeof made.body.registered_model.creation_timestamp).toBe('number')
  const again = await model('first')
  expect([again.status, again.body]).toEqual([
    400,
    { error_code: 'RESOURCE_ALREADY_EXISTS', message: 'Registered Model (name=first) already exists.' },
  ])
  expect(
    (await call('PATCH', 'registered-models/update', { name: 'first', description: 'e' })).body.registered_model
      .description,
  ).toBe('e')
  expect(
    (await call('POST', 'registered-models/set-tag', { name: 'first', key: 'k', value: 'v'.repeat(100_000) })).body,
  ).toEqual({})
  expect((await call('DELETE', 'registered-models/delete-tag', { name: 'first', key: 'k' })).body).toEqual({})
  expect((await call('DELETE', 'registered-models/delete-tag', { name: 'first', key: 'k' })).body).toEqual({})
  const read = await call('GET', 'registered-models/get', { name: 'first' })
  expect(read.body.registered_model.tags).toEqual([{ key: 'team', value: 'risk' }])
})

test('versions are copied, named, staged, updated and listed', async () => {
  await readyVersion(ws, 'origin')
  await model('copy')
  const made = await versionOf('copy', 'models:/origin/1', {
    description: 'd',
    run_link: 'http://x',
    tags: [{ key: 'a', value: 'b' }],
  })
  expect(made.body).toMatchObject({
    model_version: {
      name: 'copy',
      version: '1',
      status: 'READY',
      source: 'models:/origin/1',
      current_stage: 'None',
      run_link: 'http://x',
    },
  })
  expect((await versionOf('copy', 'models:/origin/1')).body.model_version.version).toBe('2')
  expect((await call('POST', 'registered-models/alias', { name: 'copy', alias: 'beta', version: '1' })).body).toEqual(
    {},
  )
  const named = await call('GET', 'registered-models/alias', { name: 'copy', alias: 'beta' })
  expect(named.body.model_version).toMatchObject({ version: '1', aliases: ['beta'] })
  const staged = await call('POST', 'model-versions/transition-stage', {
    name: 'copy',
    version: '1',
    stage: 'production',
    archive_existing_versions: true,
  })
  expect(staged.body.model_version.current_stage).toBe('Production')
  const latest = await call('POST', 'registered-models/get-latest-versions', { name: 'copy' })
  expect(latest.body.model_versions.map((one: { version: string }) => one.version).sort()).toEqual(['1', '2'])
  const uri = await call('GET', 'model-versions/get-download-uri', { name: 'copy', version: '1' })
  expect(uri.body.artifact_uri).toMatch(/^mlflow-artifacts:\/model-versions\/[0-9a-f-]{36}$/)
  expect(
    (await call('PATCH', 'model-versions/update', { name: 'copy', version: '1', description: 'n' })).body.model_version
      .description,
  ).toBe('n')
})

test('11. what was deleted is gone for clients, stays with its history, and its number is not given again', async () => {
  await readyVersion(ws, 'kept')
  await model('gone')
  await versionOf('gone', 'models:/kept/1')
  await call('POST', 'registered-models/alias', { name: 'gone', alias: 'beta', version: '1' })
  expect((await call('DELETE', 'model-versions/delete', { name: 'gone', version: '1' })).body).toEqual({})
  const missing = 'Model Version (name=gone, version=1) not found'
  expect((await call('GET', 'model-versions/get', { name: 'gone', version: '1' })).body.message).toBe(missing)
  expect((await call('DELETE', 'model-versions/delete', { name: 'gone', version: '1' })).body.message).toBe(missing)
  expect((await call('GET', 'registered-models/alias', { name: 'gone', alias: 'beta' })).status).toBe(400)
  expect((await versionOf('gone', 'models:/kept/1')).body.model_version.version).toBe('2')
  expect((await call('DELETE', 'registered-models/delete', { name: 'gone' })).body).toEqual({})
  expect((await call('GET', 'registered-models/get', { name: 'gone' })).status).toBe(404)
  expect((await call('DELETE', 'registered-models/delete', { name: 'gone' })).status).toBe(404)
  const rows = await database().modelVersion.findMany({
    where: { model: { archivedName: 'gone' } },
    include: { files: true },
  })
  expect(rows.map((row) => [row.state, row.files.length])).toEqual([
    ['ARCHIVED', 1],
    ['ARCHIVED', 1],
  ])
  await model('gone')
  expect((await versionOf('gone', 'models:/kept/1')).body.model_version.version).toBe('3')
})

test('a renamed model answers reads by its old name, writes only by its new one', async () => {
  await model('before')
  const renamed = await call('POST', 'registered-models/rename', { name: 'before', new_name: 'after' })
  expect(renamed.body.registered_model.name).toBe('after')
  expect((await call('GET', 'registered-models/get', { name: 'before' })).body.registered_model.name).toBe('after')
  expect((await call('POST', 'registered-models/set-tag', { name: 'before', key: 'a', value: 'b' })).status).toBe(404)
  expect((await model('before')).status).toBe(200)
  expect((await call('GET', 'registered-models/get', { name: 'before' })).body.registered_model.name).toBe('before')
})

test('the token may come as password; another workspace, no token and a missing right are told apart', async () => {
  const basic = { authorization: `Basic ${Buffer.from(`anybody:${ws.token}`).toString('base64')}` }
  expect((await call('GET', 'registered-models/search', {}, basic)).status).toBe(200)
  expect((await call('GET', 'registered-models/search', {}, { 'x-mlflow-workspace': 'demo' })).status).toBe(200)
  expect((await call('GET', 'registered-models/search', {}, { 'x-mlflow-workspace': 'other' })).status).toBe(404)
  const nobody = await mlflowClient(null)('GET', 'registered-models/search')
  expect([nobody.status, nobody.body.error_code]).toEqual([401, 'UNAUTHENTICATED'])
  const reader = mlflowClient(await scopedToken(ws, ['registry:read']))
  const refused = await reader('POST', 'registered-models/create', { name: 'x' })
  expect([refused.status, refused.body.error_code]).toEqual([403, 'PERMISSION_DENIED'])
})

test('which clients a token is used with is kept by minor version', async () => {
  const token = await scopedToken(ws, ['registry:read'])
  for (const version of ['2.20.1', '2.20.4', '3.6.0'])
    await mlflowClient(token, { headers: { 'user-agent': `mlflow-python-client/${version}` } })(
      'GET',
      'registered-models/search',
    )
  const rows = await database().tokenClient.findMany({ where: { version: '2.20' } })
  expect(rows.map(({ client, version }) => `${client} ${version}`)).toEqual(['mlflow-python-client 2.20'])
})
