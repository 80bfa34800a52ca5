import { afterAll, beforeAll, expect, test } from 'vitest'
import { useTestDatabase } from '@/lib/server/testing/test-database'

process.env['SLIPWAY_RATE_FACTOR'] = '1000'
const testDb = await useTestDatabase()
const { mlflowClient, mlflowWorkspace } = await import('./testing/mlflow-client')
const { readyVersion } = await import('./testing/ready-version')
const { handleArtifacts } = await import('./artifacts/handle-artifacts')

let ask: ReturnType<typeof mlflowClient>
let run = ''
beforeAll(async () => {
  const workspace = await mlflowWorkspace('demo')
  ask = mlflowClient(workspace.token)
  await readyVersion(workspace, 'X')
  run = (await ask('POST', 'runs/create', { experiment_id: '0' })).body.run.info.run_id
  await ask('POST', 'runs/log-parameter', { run_id: run, key: 'k', value: '1' })
})
afterAll(() => testDb.drop())

type Row = [method: string, path: string, fields: object, status: number, code: string, text: string]
const INVALID = 'INVALID_PARAMETER_VALUE'
const ABSENT = 'RESOURCE_DOES_NOT_EXIST'
const alias = (fields: object): object => ({ name: 'X', alias: 'A', version: '1', ...fields })

/** Texts that clients, or the code of their users, compare with. */
const TEXTS: Row[] = [
  [
    'POST',
    'registered-models/create',
    { name: 'X' },
    400,
    'RESOURCE_ALREADY_EXISTS',
    'Registered Model (name=X) already exists.',
  ],
  ['GET', 'registered-models/get', { name: 'Y' }, 404, ABSENT, 'Registered Model with name=Y not found'],
  [
    'GET',
    'model-versions/get',
    { name: 'X', version: '9' },
    404,
    ABSENT,
    'Model Version (name=X, version=9) not found',
  ],
  // Of a model and a source that are both missing, the model is named.
  [
    'POST',
    'model-versions/create',
    { name: 'Y', source: '/etc/passwd' },
    404,
    ABSENT,
    'Registered Model with name=Y not found',
  ],
  [
    'POST',
    'model-versions/create',
    { name: 'Y', source: 'models:/X/1' },
    404,
    ABSENT,
    'Registered Model with name=Y not found',
  ],
  ['GET', 'registered-models/alias', alias({}), 400, INVALID, 'Registered model alias A not found.'],
  [
    'POST',
    'registered-models/alias',
    alias({ alias: 'Latest' }),
    400,
    INVALID,
    "'latest' alias name (case insensitive) is reserved.",
  ],
  ['POST', 'registered-models/alias', alias({ alias: 'v1' }), 400, INVALID, "Version alias name 'v1' is reserved."],
  ['GET', 'runs/get', { run_id: 'f'.repeat(32) }, 404, ABSENT, `Run with id=${'f'.repeat(32)} not found`],
  ['GET', 'experiments/get-by-name', { experiment_name: 'E' }, 404, ABSENT, "Could not find experiment with name 'E'"],
  [
    'POST',
    'registered-models/create',
    {},
    400,
    INVALID,
    "Missing value for required parameter 'name'. See the API docs for more information about request parameters.",
  ],
  [
    'GET',
    'model-versions/get',
    { name: 'X', version: 'abc' },
    400,
    INVALID,
    "Parameter 'version' must be an integer, got 'abc'.",
  ],
  [
    'POST',
    'model-versions/transition-stage',
    { name: 'X', version: '1', stage: 'Foo' },
    400,
    INVALID,
    'Invalid Model Version stage: Foo. Value must be one of None, Staging, Production, Archived.',
  ],
  [
    'GET',
    'model-versions/search',
    { filter: "name='a' OR name='b'" },
    400,
    INVALID,
    'Invalid clause(s) in filter string: OR',
  ],
]

test.each(TEXTS)('%s %s %j', async (method, path, fields, status, code, text) => {
  const answer = await ask(method, path, { ...fields })
  expect([answer.status, answer.body]).toEqual([status, { error_code: code, message: text }])
})

test('a param that would change', async () => {
  const answer = await ask('POST', 'runs/log-parameter', { run_id: run, key: 'k', value: '2' })
  expect([answer.status, answer.body]).toEqual([
    400,
    {
      error_code: INVALID,
      message: `Changing param values is not allowed. Param with key='k' was already logged with value='1' for run ID='${run}'. Attempted logging new value '2'.`,
    },
  ])
})

test('an upload that cannot be had in parts', async () => {
  const token = (await mlflowWorkspace('other')).token
  const other = mlflowClient(token)
  const own = (await other('POST', 'runs/create', { experiment_id: '0' })).body.run.info.run_id
  const url = `http://localhost:3000/api/2.0/mlflow-artifacts/mpu/create/0/${own}/artifacts`
  const headers = { host: 'localhost:3000', authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const body = JSON.stringify({ path: 'x', num_parts: 100_000 })
  const answer = await handleArtifacts(new Request(url, { method: 'POST', headers, body }))
  const { error_code, message } = (await answer.json()) as { error_code: string; message: string }
  expect([answer.status, error_code]).toEqual([501, 'NOT_IMPLEMENTED'])
  expect(message).toMatch(/^Multipart upload is not supported for the current artifact repository/)
})
