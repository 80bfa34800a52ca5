import { generateKeyPairSync, sign } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { useTestDatabase } from '@/lib/server/testing/test-database'
import { person } from '../testing/people'
import { tinyOnnx } from '../testing/tiny-onnx'

process.env['SLIPWAY_RATE_FACTOR'] = '1000'
const testDb = await useTestDatabase()
const { mlflowScene } = await import('./testing/mlflow-scene')
const { handleArtifacts } = await import('./artifacts/handle-artifacts')
const { attachSignature } = await import('../use-cases/attach-signature')
const { trustSigner } = await import('../use-cases/trust-signer')
const { runIntake } = await import('../run-intake')
const { runCommand } = await import('@/lib/server/run-command')
const { database } = await import('@/lib/server/database')

const { token, workspaceId, ask, newRun } = await mlflowScene()
afterAll(() => testDb.drop())

const metric = (key: string, value: number | 'NaN', more: object = {}) => ({
  key,
  value,
  timestamp: 1000,
  step: 3,
  ...more,
})

async function put(root: string): Promise<void> {
  const url = `http://localhost:3000/api/2.0/mlflow-artifacts/artifacts/${root}/model.onnx`
  const headers = { host: 'localhost:3000', authorization: `Bearer ${token}` }
  const body = new Uint8Array(tinyOnnx())
  expect((await handleArtifacts(new Request(url, { method: 'PUT', headers, body }))).status).toBe(200)
}

async function logModel(run: string): Promise<string> {
  const made = await ask('POST', 'logged-models', {
    experiment_id: '0',
    name: 'model',
    source_run_id: run,
    params: [{ key: 'C', value: '1' }],
  })
  const { model_id: id } = made.body.model.info
  await put(`0/models/${id}/artifacts`)
  return id
}

async function register(name: string, fields: Record<string, unknown>) {
  await ask('POST', 'registered-models/create', { name })
  const { status, body } = await ask('POST', 'model-versions/create', { name, ...fields })
  expect(status, JSON.stringify(body)).toBe(200)
  const row = await database().modelVersion.findFirstOrThrow({ where: { model: { name } }, select: { id: true } })
  await runIntake({ workspaceId, versionId: row.id })
}

const versionOf = async (name: string, version = '1') =>
  (await ask('GET', 'model-versions/get', { name, version })).body.model_version

test('metrics of a logged model are those of its versions, with what they were measured on; what is logged later is not', async () => {
  const run = await newRun()
  const model_id = await logModel(run)
  const data = { dataset_name: 'holdout', dataset_digest: 'd9' }
  await ask('POST', 'runs/log-batch', {
    run_id: run,
    metrics: [metric('auc', 0.9, { model_id }), metric('rmse', 2, { model_id, ...data }), metric('loss', 7)],
  })
  await register('logged', { source: `models:/${model_id}` })
  await ask('POST', 'runs/log-batch', { run_id: run, metrics: [metric('auc', 0.1, { model_id, step: 9 })] })
  const version = await versionOf('logged')
  expect(version.model_params).toEqual([{ name: 'C', value: '1' }])
  expect(version.model_metrics).toEqual([
    { key: 'auc', value: 0.9, timestamp: 1000, step: 3, model_id, run_id: run },
    { key: 'rmse', value: 2, timestamp: 1000, step: 3, ...data, model_id, run_id: run },
  ])
  await register('copied', { source: 'models:/logged/1' })
  expect((await versionOf('copied')).model_metrics).toEqual(version.model_metrics)
})

test('a version made from a run has the metrics of the run, by the step of each', async () => {
  const run = await newRun()
  await put(`0/${run}/artifacts/model`)
  await ask('POST', 'runs/log-batch', { run_id: run, metrics: [metric('loss', 0.1 + 0.2), metric('nan', 'NaN')] })
  const source = `mlflow-artifacts:/0/${run}/artifacts/model`
  await register('from-run', { source, run_id: run })
  const [loss, ...others] = (await versionOf('from-run')).model_metrics
  expect(loss).toEqual({ key: 'loss', value: 0.1 + 0.2, timestamp: 1000, step: 3, run_id: run })
  expect(others).toEqual([])
  const other = await newRun()
  await ask('POST', 'runs/log-batch', { run_id: other, metrics: [metric('loss', 5)] })
  await register('of-another', { source, run_id: other })
  expect((await versionOf('of-another')).model_metrics).toEqual([{ key: 'loss', value: 0.1 + 0.2 }])
})

test('what metrics were measured on never changes', async () => {
  const row = await database().modelVersion.findFirstOrThrow({ where: { model: { name: 'logged' } } })
  const change = database().modelVersion.update({ where: { id: row.id }, data: { metricPoints: [] } })
  await expect(change).rejects.toThrow('SLIPWAY_IMMUTABLE_VERSION')
})

test('the verdict on signatures is that of the workspace now, alone and in lists', async () => {
  const { id, manifestDigest } = await database().modelVersion.findFirstOrThrow({
    where: { model: { name: 'logged' } },
  })
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const pem = publicKey.export({ format: 'pem', type: 'spki' }).toString()
  const signature = sign(null, Buffer.from(manifestDigest ?? ''), privateKey).toString('base64')
  const principal = person(workspaceId, 'Pat', ['data-scientist', 'platform-admin'])
  const call = { principal, workspace: workspaceId }
  const verdict = async () => (await versionOf('logged')).slipway.signature_verdict
  expect(await verdict()).toBe('unsigned')
  await runCommand(attachSignature, { ...call, input: { versionId: id, kind: 'ed25519', signature, publicKey: pem } })
  expect(await verdict()).toBe('signed-untrusted')
  await runCommand(trustSigner, { ...call, input: { name: 'Release key', kind: 'ed25519', publicKey: pem } })
  expect(await verdict()).toBe('signed-trusted')
  const { body } = await ask('GET', 'model-versions/search')
  const verdicts = body.model_versions.map((version: { name: string; slipway: { signature_verdict: string } }) => [
    version.name,
    version.slipway.signature_verdict,
  ])
  expect(Object.fromEntries(verdicts)).toMatchObject({ logged: 'signed-trusted', 'from-run': 'unsigned' })
})

test('a deployment job of another registry is accepted with a model, and deploys nothing here', async () => {
  const name = 'with-job'
  const made = await ask('POST', 'registered-models/create', { name, deployment_job_id: '123' })
  expect([made.status, made.body.registered_model.name]).toEqual([200, name])
  expect(made.body.registered_model.slipway).toMatchObject({ importance: 'medium', versions_total: 0 })
  const changed = await ask('PATCH', 'registered-models/update', { name, deployment_job_id: '456' })
  expect([changed.status, changed.body.registered_model.name]).toEqual([200, name])
})
