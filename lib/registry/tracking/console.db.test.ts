import { afterAll, expect, test } from 'vitest'
import { useTestDatabase } from '@/lib/server/testing/test-database'

process.env['SLIPWAY_RATE_FACTOR'] = '1000'
const testDb = await useTestDatabase()
const { call } = await import('@/lib/server/testing/call')
const { blobs } = await import('@/lib/server/blobs')
const { database, pool } = await import('@/lib/server/database')
const { runCommand } = await import('@/lib/server/run-command')
const { putArtifact } = await import('./use-cases/put-artifact')
const { person } = await import('../testing/people')
const { tinyOnnx } = await import('../testing/tiny-onnx')
const { mlflowScene } = await import('../mlflow/testing/mlflow-scene')
const { Readable } = await import('node:stream')
const experiments = await import('@/app/api/v1/registry/experiments/route')
const experiment = await import('@/app/api/v1/registry/experiments/[experimentId]/route')
const { POST: restoreExperiment } = await import('@/app/api/v1/registry/experiments/[experimentId]/restore/route')
const run = await import('@/app/api/v1/registry/runs/[runId]/route')
const { POST: restoreRun } = await import('@/app/api/v1/registry/runs/[runId]/restore/route')
const { POST: register } = await import('@/app/api/v1/registry/runs/[runId]/versions/route')
const { GET: modelArtifacts } = await import('@/app/api/v1/registry/logged-models/[modelId]/artifacts/route')

type Handler = Parameters<typeof call>[0]
const { token, workspaceId, ask, newRun } = await mlflowScene()
afterAll(() => testDb.drop())

const onRun = (handler: Handler, runId: string, method: string, body: object = {}) =>
  call(handler, { token, method, params: { runId }, body: method === 'GET' ? undefined : body })
const onExperiment = (handler: Handler, experimentId: string, method: string, body?: object) =>
  call(handler, { token, method, params: { experimentId }, body: method === 'GET' ? undefined : (body ?? {}) })

async function eventsOf(type: string): Promise<Record<string, unknown>[]> {
  const sql = `SELECT body FROM "AuditEvent" WHERE type = $1 AND "workspaceId" = $2 ORDER BY id`
  const { rows } = await pool().query(sql, [type, workspaceId])
  return rows
    .map(({ body }) => JSON.parse(body.subarray(body.indexOf('{')).toString()))
    .filter((event) => event.outcome === 'success')
    .map((event) => event.change)
}

test('a person edits name, note and tags of a run: one event with what differs, none when nothing does', async () => {
  const runId = await newRun({ run_name: 'before', tags: [{ key: 'team', value: 'a' }] })
  const edit = { name: 'after', note: 'Looks **good**.', setTags: [{ key: 'team', value: 'b' }], removeTags: ['none'] }
  const changed = await onRun(run.PATCH, runId, 'PATCH', edit)
  expect(changed.status, JSON.stringify(changed.body)).toBe(200)
  expect(changed.body.name).toBe('after')
  expect((await onRun(run.PATCH, runId, 'PATCH', edit)).status).toBe(200)
  const events = await eventsOf('registry.run-changed')
  expect(events).toHaveLength(1)
  expect(events[0]).toMatchObject({
    before: { team: 'a', 'mlflow.note.content': null, 'mlflow.runName': 'before' },
    after: { team: 'b', 'mlflow.note.content': 'Looks **good**.', 'mlflow.runName': 'after' },
  })
  const seen = await ask('GET', 'runs/get', { run_id: runId })
  expect(seen.body.run.info.run_name).toBe('after')
  const reserved = { setTags: [{ key: 'mlflow.source.name', value: 'x' }] }
  expect((await onRun(run.PATCH, runId, 'PATCH', reserved)).status).toBe(422)
})

test('two edits at once: both are kept, each with its event', async () => {
  const runId = await newRun()
  const before = (await eventsOf('registry.run-changed')).length
  const answers = await Promise.all(
    ['x', 'y'].map((key) => onRun(run.PATCH, runId, 'PATCH', { setTags: [{ key, value: '1' }] })),
  )
  expect(answers.map((answer) => answer.status)).toEqual([200, 200])
  const tags = (await onRun(run.GET, runId, 'GET')).body.tags.map((tag: { key: string }) => tag.key)
  expect(tags).toEqual(expect.arrayContaining(['x', 'y']))
  expect(await eventsOf('registry.run-changed')).toHaveLength(before + 2)
})

test('a deleted run takes no edit, is shown as deleted and comes back', async () => {
  const runId = await newRun()
  expect((await onRun(run.DELETE, runId, 'DELETE')).status).toBe(200)
  expect((await onRun(run.PATCH, runId, 'PATCH', { name: 'x' })).status).toBe(422)
  expect((await onRun(run.GET, runId, 'GET')).body.lifecycle).toBe('deleted')
  expect((await onRun(restoreRun, runId, 'POST')).status).toBe(200)
  expect((await onRun(run.PATCH, runId, 'PATCH', { name: 'x' })).status).toBe(200)
})

test('an experiment is renamed with its note, refused a taken name, deleted with its runs and restored', async () => {
  const { experiment_id: id } = (await ask('POST', 'experiments/create', { name: 'one' })).body
  await ask('POST', 'experiments/create', { name: 'taken' })
  const runId = await newRun({ experiment_id: id })
  await ask('POST', 'runs/update', { run_id: runId, status: 'FINISHED' })
  const renamed = await onExperiment(experiment.PATCH, id, 'PATCH', { name: 'uno', note: 'first' })
  expect(renamed.body).toMatchObject({ name: 'uno', tags: [{ key: 'mlflow.note.content', value: 'first' }] })
  expect((await onExperiment(experiment.PATCH, id, 'PATCH', { name: 'taken' })).status).toBe(409)
  expect(await eventsOf('registry.experiment-changed')).toMatchObject([
    { before: { name: 'one' }, after: { name: 'uno' } },
  ])
  expect((await onExperiment(experiment.GET, id, 'GET')).body.runs).toMatchObject({
    active: { FINISHED: 1 },
    deleted: 0,
  })
  expect((await onExperiment(experiment.DELETE, id, 'DELETE')).status).toBe(200)
  expect((await onExperiment(experiment.GET, id, 'GET')).body).toMatchObject({
    lifecycle: 'deleted',
    runs: { deleted: 1 },
  })
  expect((await onExperiment(restoreExperiment, id, 'POST')).status).toBe(200)
  expect((await onExperiment(experiment.GET, id, 'GET')).body.runs.active.FINISHED).toBe(1)
})

test('experiments by name and by last run, page by page, in both directions', async () => {
  const list = async (sort: string) => {
    const names: string[] = []
    let cursor = ''
    do {
      const page = await call(experiments.GET, { token, path: `/x?limit=2&sort=${sort}${cursor}` })
      expect(page.status, JSON.stringify(page.body)).toBe(200)
      names.push(...page.body.items.map((one: { name: string }) => one.name))
      cursor = page.body.nextCursor === null ? '' : `&cursor=${page.body.nextCursor}`
    } while (cursor !== '')
    return names
  }
  expect(await list('name')).toEqual(['Default', 'taken', 'uno'])
  expect(await list('-name')).toEqual(['uno', 'taken', 'Default'])
  expect(await list('-lastRun')).toEqual((await list('lastRun')).reverse())
  expect((await list('lastRun'))[0]).toBe('taken')
})

test('a version is registered from a logged model into a new model, and from a folder of the run into the same one', async () => {
  const commit = { key: 'mlflow.source.git.commit', value: 'a3f0c2e' }
  const runId = await newRun({ run_name: 'winner', tags: [commit] })
  await ask('POST', 'runs/log-batch', {
    run_id: runId,
    params: [{ key: 'depth', value: '5' }],
    metrics: [{ key: 'auc', value: 0.9, timestamp: 1, step: 1 }],
  })
  const logged = await ask('POST', 'logged-models', { experiment_id: '0', name: 'model', source_run_id: runId })
  const modelId = logged.body.model.info.model_id
  const principal = person(workspaceId, 'Wanda', ['data-scientist'])
  const blob = await blobs().put(Readable.from([tinyOnnx()]), { maxBytes: 1_000_000 })
  for (const root of [`0/models/${modelId}/artifacts`, `0/${runId}/artifacts/export`])
    await runCommand(putArtifact, {
      principal,
      workspace: workspaceId,
      input: { path: `${root}/model.onnx`, ...blob },
    })
  await ask('PATCH', `logged-models/${modelId}`, { model_id: modelId, status: 'LOGGED_MODEL_READY' })
  const files = await call(modelArtifacts, { token, params: { modelId }, path: '/x?path=' })
  expect(files.body.items).toMatchObject([{ name: 'model.onnx', isDirectory: false }])
  const asNew = { model: { name: 'winner' }, source: { loggedModelId: modelId }, description: 'The best of the sweep.' }
  const first = await onRun(register, runId, 'POST', asNew)
  expect(first.status, JSON.stringify(first.body)).toBe(201)
  expect(first.body.number).toBe(1)
  const again = { model: { id: first.body.modelId }, source: { path: 'export' } }
  const second = await onRun(register, runId, 'POST', again)
  expect(second.body).toMatchObject({ modelId: first.body.modelId, number: 2 })
  const row = await database().modelVersion.findUniqueOrThrow({ where: { id: first.body.versionId } })
  expect(row).toMatchObject({ sourceRunId: runId, state: 'SCANNING', source: `models:/${modelId}` })
  expect(row).toMatchObject({ sourceCommit: 'a3f0c2e', params: { depth: '5' }, metrics: { auc: 0.9 } })
  expect((await onRun(run.GET, runId, 'GET')).body.versions).toHaveLength(2)
})

test('what cannot be registered says why and leaves nothing behind, not even the model', async () => {
  const runId = await newRun()
  const empty = await onRun(register, runId, 'POST', { model: { name: 'nothing' }, source: { path: 'no/such' } })
  expect([empty.status, empty.body.detail]).toEqual([422, expect.stringContaining('There are no files under it')])
  const climbing = await onRun(register, runId, 'POST', { model: { name: 'nothing' }, source: { path: '../../x' } })
  expect(climbing.status).toBe(422)
  expect(await database().model.count({ where: { workspaceId, name: 'nothing' } })).toBe(0)
  const unknown = await onRun(register, 'f'.repeat(32), 'POST', { model: { name: 'nothing' }, source: { path: 'a' } })
  expect(unknown.status).toBe(404)
})
