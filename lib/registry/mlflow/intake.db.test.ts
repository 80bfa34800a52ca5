import { afterAll, beforeAll, expect, test } from 'vitest'
import { useTestDatabase } from '@/lib/server/testing/test-database'

process.env['SLIPWAY_RATE_FACTOR'] = '1000'
const testDb = await useTestDatabase()
const { mlflowClient, mlflowWorkspace } = await import('./testing/mlflow-client')
const { handleArtifacts } = await import('./artifacts/handle-artifacts')
const { runIntake } = await import('../run-intake')
const { tinyOnnx } = await import('../testing/tiny-onnx')
const { database } = await import('@/lib/server/database')

let token = ''
let ask: ReturnType<typeof mlflowClient>
beforeAll(async () => {
  token = (await mlflowWorkspace('demo')).token
  ask = mlflowClient(token)
})
afterAll(() => testDb.drop())

/** Registers a file of a run, as a client of 2.x does; nobody has checked it when this answers. */
async function register(name: string, file: string, bytes: Uint8Array<ArrayBuffer>) {
  const run = (await ask('POST', 'runs/create', { experiment_id: '0' })).body.run.info.run_id as string
  const url = `http://localhost:3000/api/2.0/mlflow-artifacts/artifacts/0/${run}/artifacts/model/${file}`
  const headers = { host: 'localhost:3000', authorization: `Bearer ${token}` }
  expect((await handleArtifacts(new Request(url, { method: 'PUT', headers, body: bytes }))).status).toBe(200)
  await ask('POST', 'registered-models/create', { name })
  const source = `mlflow-artifacts:/0/${run}/artifacts/model`
  return (await ask('POST', 'model-versions/create', { name, source, run_id: run })).body.model_version
}

async function check(name: string): Promise<void> {
  const { id, workspaceId } = await database().modelVersion.findFirstOrThrow({ where: { model: { name } } })
  await runIntake({ workspaceId, versionId: id })
}

const now = async (name: string) => (await ask('GET', 'model-versions/get', { name, version: '1' })).body.model_version

test('7. a version waits for its check in the open: PENDING_REGISTRATION first, READY afterwards, and is no alias before', async () => {
  const made = await register('clean', 'model.onnx', new Uint8Array(tinyOnnx()))
  expect(made.status).toBe('PENDING_REGISTRATION')
  expect((await now('clean')).status).toBe('PENDING_REGISTRATION')
  const early = await ask('POST', 'registered-models/alias', { name: 'clean', alias: 'a', version: '1' })
  expect([early.status, early.body.error_code]).toEqual([400, 'INVALID_PARAMETER_VALUE'])
  await check('clean')
  expect(await now('clean')).toMatchObject({ status: 'READY', slipway: { scan_verdict: 'clean' } })
})

test('7. what is dangerous fails with file, finding and page in the message', async () => {
  const made = await register('evil', 'model.pkl', new Uint8Array(Buffer.from("cposix\nsystem\n(S'id'\ntR.")))
  expect(made.status).toBe('PENDING_REGISTRATION')
  await check('evil')
  const failed = await now('evil')
  expect(failed.status).toBe('FAILED_REGISTRATION')
  expect(failed.status_message).toMatch(
    /model\.pkl.*posix.*system.* See http:\/\/localhost:3000\/demo\/models\/[^/]+\/versions\//s,
  )
})

test('7. a pickle that names ordinary libraries registers, and is quarantined', async () => {
  const pickle = Buffer.from('csklearn.linear_model._logistic\nLogisticRegression\n)\x81.', 'latin1')
  await register('ordinary', 'model.pkl', new Uint8Array(pickle))
  await check('ordinary')
  expect(await now('ordinary')).toMatchObject({ status: 'READY', slipway: { scan_verdict: 'suspicious' } })
  const row = await database().modelVersion.findFirstOrThrow({ where: { model: { name: 'ordinary' } } })
  expect(row.state).toBe('QUARANTINED')
})
