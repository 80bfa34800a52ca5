import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sha256Hex } from '@/lib/kernel/sha256'
import { startMlflow } from '@/lib/registry/mlflow/testing/mlflow-server'
import { PYTHON_CLIENTS } from '@/lib/registry/mlflow/testing/python-clients'
import { freeOrigin } from '@/lib/server/testing/free-origin'
import { useTestDatabase } from '@/lib/server/testing/test-database'
import { proxied } from './copy-files'
import { MlflowServer } from './mlflow-server'
import type { Summary } from './report'
import type { WireModel, WireRun, WireVersion } from './wire'

const python = PYTHON_CLIENTS.newest
const origin = await freeOrigin()
process.env['SLIPWAY_PUBLIC_ORIGINS'] = origin
process.env['SLIPWAY_RATE_FACTOR'] = '1000'
const testDb = await useTestDatabase()
const { serveClients } = await import('@/lib/registry/mlflow/testing/serve-clients')
const { mlflowWorkspace } = await import('@/lib/registry/mlflow/testing/mlflow-client')
const { database } = await import('@/lib/server/database')

if (python === undefined) process.stderr.write('No MLflow server is installed: see .ci/mlflow-clients.sh.\n')

let mlflow: Awaited<ReturnType<typeof startMlflow>> | null = null
let slipway: Awaited<ReturnType<typeof serveClients>>
let token = ''
/** Called with each request that Slipway gets. */
let onRequest: (line: string) => void = () => undefined

beforeAll(async () => {
  token = (await mlflowWorkspace('moved')).token
  slipway = await serveClients(origin, (request) => onRequest(`${request.method} ${request.url}`))
  if (python === undefined) return
  mlflow = await startMlflow(python)
  const env = { ...process.env, MLFLOW_TRACKING_URI: mlflow.url }
  await promisify(execFile)(python, [join(import.meta.dirname, 'testing', 'fill_server.py')], { env })
}, 240_000)
afterAll(async () => {
  mlflow?.stop()
  await slipway.close()
  await testDb.drop()
})

function start(...more: string[]): {
  child: ChildProcess
  output: Promise<{ code: number | null; text: string; said: string }>
} {
  const args = [
    '--import',
    'tsx',
    'cli/main.ts',
    'import',
    'mlflow',
    '--from',
    mlflow?.url ?? '',
    '--api',
    origin,
    '--token',
    token,
  ]
  const child = spawn(process.execPath, [...args, '--token', token, '--json', ...more], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString('utf8')
  })
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString('utf8')
  })
  return { child, output: once(child, 'close').then(([code]) => ({ code: code as number | null, text, said })) }
}

const there = () => new MlflowServer(mlflow?.url ?? '', {})
const here = () => new MlflowServer(origin, { authorization: `Bearer ${token}` })

async function all<T>(pages: AsyncGenerator<T>): Promise<T[]> {
  const items: T[] = []
  for await (const item of pages) items.push(item)
  return items
}

async function experimentId(server: MlflowServer, name: string): Promise<string> {
  const { experiment } = await server.get<{ experiment: { experiment_id: string } }>('experiments/get-by-name', {
    experiment_name: name,
  })
  return experiment.experiment_id
}

/** A run in words that do not depend on where it is. */
async function told(server: MlflowServer, run: WireRun) {
  const { run_name, status, start_time, end_time, artifact_uri = '', run_id } = run.info
  const own = (key: string) => !/^(slipway\.imported\.|mlflow\.)/.test(key)
  const histories: Record<string, unknown> = {}
  for (const { key } of run.data?.metrics ?? []) {
    const asked = { run_id, metric_key: key, max_results: 25_000 }
    const points = await all(
      server.pages<{ value: unknown; timestamp: number; step?: number }>(
        'metrics/get-history',
        'metrics',
        asked,
        'GET',
      ),
    )
    histories[key] = points.map(({ value, timestamp, step }) => `${step ?? 0} ${timestamp} ${value}`).sort()
  }
  const root = artifact_uri.replace('mlflow-artifacts:/', '')
  const files: Record<string, string> = {}
  for (const { path } of await proxied(server, root).list())
    files[path] = sha256Hex(new Uint8Array(await (await proxied(server, root).fetch(path)).arrayBuffer()))
  const params = run.data?.params?.map(({ key, value }) => `${key}=${value}`).sort()
  const tags = run.data?.tags?.filter(({ key }) => own(key)).map(({ key, value }) => `${key}=${value}`)
  const datasets = run.inputs?.dataset_inputs?.map(({ dataset }) => dataset['digest'])
  return { run_name, status, start_time, end_time, histories, files, params, tags: tags?.sort(), datasets }
}

async function toldRuns(server: MlflowServer) {
  const asked = { experiment_ids: [await experimentId(server, 'churn')], max_results: 100 }
  const runs = await all(server.pages<WireRun>('runs/search', 'runs', asked, 'POST'))
  const words = await Promise.all(runs.map((run) => told(server, run)))
  return words.sort((a, b) => String(a.run_name).localeCompare(String(b.run_name)))
}

function versionsOf(server: MlflowServer, name: string) {
  return server.pages<WireVersion>('model-versions/search', 'model_versions', { filter: `name = '${name}'` }, 'GET')
}

async function toldModels(server: MlflowServer) {
  const models = await all(server.pages<WireModel>('registered-models/search', 'registered_models', {}, 'GET'))
  const kept = models.filter(({ name }) => !/%|greeting/.test(name))
  const words = kept.map(async ({ name, description, tags, aliases }) => ({
    name,
    description,
    tags: (tags ?? []).filter(({ key }) => !key.startsWith('slipway.')),
    aliases: [...(aliases ?? [])]
      .sort((a, b) => a.alias.localeCompare(b.alias))
      .map(({ alias, version }) => `${alias} ${version}`),
    versions: (await all(versionsOf(server, name)))
      .map(({ version, current_stage, description: text, tags: own }) => ({
        version,
        current_stage,
        text,
        tags: (own ?? []).filter(({ key }) => !key.startsWith('slipway.')),
      }))
      .sort((a, b) => Number(a.version) - Number(b.version)),
  }))
  return Promise.all(words)
}

/** When each version was made there, as the other server says it and as the tags here do. */
async function madeAt(server: MlflowServer, name: string) {
  const versions = await all(versionsOf(server, name))
  return versions
    .map(({ version, creation_timestamp: own = 0, tags }) => {
      const tag = tags?.find(({ key }) => key === 'slipway.imported.created-at')
      return { version, own, tagged: tag === undefined ? null : Date.parse(tag.value) }
    })
    .sort((a, b) => Number(a.version) - Number(b.version))
}

async function sizes() {
  const db = database()
  return Promise.all([
    db.trackingRun.count(),
    db.loggedModel.count(),
    db.modelVersion.count(),
    db.artifactEntry.count(),
  ])
}

async function filesOfVersion(server: MlflowServer, name: string, version: string) {
  const { artifact_uri } = await server.get<{ artifact_uri: string }>('model-versions/get-download-uri', {
    name,
    version,
  })
  const root = artifact_uri.replace(/^mlflow-artifacts:\//, '')
  const files = await proxied(server, root).list()
  const digests = files.map(
    async ({ path }) =>
      `${path} ${sha256Hex(new Uint8Array(await (await proxied(server, root).fetch(path)).arrayBuffer()))}`,
  )
  return (await Promise.all(digests)).sort()
}

describe.runIf(python !== undefined)('from a real MLflow server', () => {
  test('an import that is killed half way and started again neither doubles nor loses', {
    timeout: 300_000,
  }, async () => {
    // Once while files come over, once right after the second version was asked for.
    for (const [call, times] of [
      ['PUT ', 40],
      ['POST /api/2.0/mlflow/model-versions/create', 2],
    ] as const) {
      const { child, output } = start()
      let seen = 0
      onRequest = (line) => {
        if (line.startsWith(call)) seen += 1
        if (seen === times) child.kill('SIGKILL')
      }
      expect((await output).code).toBe(null)
      expect(seen).toBeGreaterThanOrEqual(times)
    }
    onRequest = () => undefined
    const { text, said } = await start().output
    expect(text, said).not.toBe('')
    const summary = JSON.parse(text) as Summary
    expect(summary.problems.map(({ what, why }) => `${what}: ${why}`)).toEqual([
      expect.stringMatching(/^model name with % in it: Invalid model name/),
    ])
    expect(await toldRuns(here())).toEqual(await toldRuns(there()))
    expect(await toldModels(here())).toEqual(await toldModels(there()))
    const versions = await all(versionsOf(here(), 'churn'))
    for (const { name, version } of [...versions, { name: 'from-run', version: '1' }, { name: 'copied', version: '1' }])
      expect(await filesOfVersion(here(), name, version)).toEqual(await filesOfVersion(there(), name, version))
    const made = await madeAt(there(), 'churn')
    const kept = await madeAt(here(), 'churn')
    expect(kept.map(({ version, tagged }) => [version, tagged])).toEqual(made.map(({ version, own }) => [version, own]))
    for (const { own, tagged } of kept) expect(own, 'a version is as old as its import').toBeGreaterThan(tagged ?? 0)
    const events = await database().auditEvent.findMany({ where: { type: 'registry.models-imported' } })
    expect(events).toHaveLength(1)
  })

  test('what is here is not brought again', { timeout: 120_000 }, async () => {
    const before = await sizes()
    const kept = await madeAt(here(), 'churn')
    // As an earlier Slipway left it.
    const tag = { name: 'churn', version: '1', key: 'slipway.imported.created-at' }
    const headers = { 'content-type': 'application/json' }
    await here().send('DELETE', '/api/2.0/mlflow/model-versions/delete-tag', { headers, body: JSON.stringify(tag) })
    const { imported, already } = JSON.parse((await start().output).text) as Summary
    expect(Object.values(imported).filter((count) => count > 0)).toEqual([])
    expect(already).toMatchObject({ runs: 8, loggedModels: 6, models: 3, versions: 5, aliases: 2 })
    expect(await sizes()).toEqual(before)
    expect(await madeAt(here(), 'churn')).toEqual(kept)
  })

  test('a child run names its parent here', async () => {
    const runs = await database().runTag.findMany({ where: { key: 'mlflow.parentRunId' } })
    const parent = await database().trackingRun.findFirst({ where: { name: 'parent' } })
    expect(runs.map(({ value }) => value)).toEqual([parent?.id.replaceAll('-', '')])
  })

  test('a token of another workspace than the one that is named stops before anything is read', async () => {
    const { code, said } = await start('--workspace', 'another').output
    expect([code, said]).toEqual([1, expect.stringContaining('does not let this token in')])
  })

  test('a model that somebody else made here is left alone', { timeout: 120_000 }, async () => {
    const other = await mlflowWorkspace('elsewhere')
    const own = new MlflowServer(origin, { authorization: `Bearer ${other.token}` })
    await own.post('registered-models/create', { name: 'copied' })
    const { code, text } = await start('--token', other.token, '--models', 'copied', '--experiments', 'none').output
    const { imported, problems } = JSON.parse(text) as Summary
    expect([code, imported.versions, problems]).toEqual([
      2,
      0,
      [{ what: 'model copied', why: expect.stringContaining('did not come from there') }],
    ])
  })

  test('versions come without their experiments too, with a run of their own for the files', {
    timeout: 120_000,
  }, async () => {
    const other = await mlflowWorkspace('models-only')
    const { code, text, said } = await start('--token', other.token, '--models', 'ch*', '--experiments', 'none').output
    expect([code, (JSON.parse(text) as Summary).imported.versions], said).toEqual([0, 3])
    const own = new MlflowServer(origin, { authorization: `Bearer ${other.token}` })
    expect(await filesOfVersion(own, 'churn', '4')).toEqual(await filesOfVersion(there(), 'churn', '4'))
  })
})
