import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import net from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { useTestDatabase } from '@/lib/server/testing/test-database'

process.env['SLIPWAY_RATE_FACTOR'] = '1000'
const testDb = await useTestDatabase()
const { mlflowClient, mlflowWorkspace } = await import('./testing/mlflow-client')
const { readyVersion } = await import('./testing/ready-version')
const { handleArtifacts } = await import('./artifacts/handle-artifacts')
const { env } = await import('@/lib/server/env')

const reached: string[] = []
const originals = new Map<object, Map<string, unknown>>()

/** Every call of these functions is noted with its first argument, and then made. */
function watch(target: object, names: readonly string[], shown: (first: unknown) => string | null): void {
  const kept = new Map<string, unknown>()
  originals.set(target, kept)
  for (const name of names) {
    const original = Reflect.get(target, name)
    kept.set(name, original)
    Reflect.set(target, name, function watched(this: unknown, ...args: unknown[]) {
      const what = shown(args[0])
      if (what !== null) reached.push(`${name} ${what}`)
      return Reflect.apply(original, this, args)
    })
  }
}

function endpoint(first: unknown): string | null {
  const [options] = Array.isArray(first) ? first : [first]
  const { host, port, path } = (options ?? {}) as { host?: string; port?: number; path?: string }
  return path ?? `${host ?? 'localhost'}:${port}`
}

/** Files of the blob store are opened; code that is loaded on demand is no answer to a client. */
function place(first: unknown): string | null {
  const path = first instanceof URL ? first.pathname : String(first)
  return path.startsWith(env.SLIPWAY_HOME) || path.startsWith(process.cwd()) ? null : path
}

let token = ''
let ask: ReturnType<typeof mlflowClient>
let run = ''
beforeAll(async () => {
  const workspace = await mlflowWorkspace('demo')
  token = workspace.token
  ask = mlflowClient(token)
  await readyVersion(workspace, 'X')
  run = (await ask('POST', 'runs/create', { experiment_id: '0' })).body.run.info.run_id
  const files = ['open', 'openSync', 'readFile', 'readFileSync', 'readdir', 'readdirSync', 'stat', 'statSync', 'lstat']
  watch(fs, [...files, 'lstatSync', 'access', 'accessSync', 'existsSync', 'createReadStream', 'realpath'], place)
  watch(fs.promises, ['open', 'readFile', 'readdir', 'stat', 'lstat', 'access', 'realpath'], place)
  watch(net.Socket.prototype, ['connect'], endpoint)
  syncBuiltinESMExports()
})
afterAll(async () => {
  for (const [target, names] of originals) for (const [name, original] of names) Reflect.set(target, name, original)
  syncBuiltinESMExports()
  await testDb.drop()
})

const ELSEWHERE = [
  '/etc/passwd',
  'file:///etc/passwd',
  'file:etc',
  '../../etc/passwd',
  'mlflow-artifacts:/../../../etc',
  'mlflow-artifacts://127.0.0.1:9/0/x/artifacts',
  'runs:/../../etc',
  'models:/../../etc/passwd',
  'http://127.0.0.1:9/model',
  'https://127.0.0.1:9/model',
  's3://bucket/model',
  'gs://bucket/model',
  'dbfs:/model',
  'ftp://127.0.0.1:9/x',
  '\\\\127.0.0.1\\share',
  '%2e%2e%2f%2e%2e%2fetc%2fpasswd',
]

test('the hooks see what is opened and where one connects', () => {
  fs.existsSync('/etc/hostname')
  expect(reached.splice(0)).toEqual(['existsSync /etc/hostname'])
})

test('12. no path and no address of a client is ever opened', async () => {
  const headers = { host: 'localhost:3000', authorization: `Bearer ${token}` }
  const artifact = (method: string, path: string, body?: string) =>
    handleArtifacts(
      new Request(`http://localhost:3000/api/2.0/mlflow-artifacts/${path}`, {
        method,
        headers,
        ...(body === undefined ? {} : { body }),
      }),
    )
  for (const value of ELSEWHERE) {
    const coded = encodeURIComponent(value)
    const answers = [
      await ask('POST', 'model-versions/create', { name: 'X', source: value, run_link: value }),
      await ask('POST', 'experiments/create', { name: `e ${value}`, artifact_location: value }),
      await ask('GET', 'artifacts/list', { run_id: run, path: value }),
      await ask('POST', 'artifacts/presigned-download-url', { run_id: run, path: value }),
      await artifact('GET', `artifacts/${coded}`),
      await artifact('GET', `artifacts?path=${coded}`),
      await artifact('PUT', `artifacts/0/${run}/artifacts/${coded}`, 'x'),
      await artifact('POST', `mpu/create/${coded}`, JSON.stringify({ path: value, num_parts: 1 })),
    ]
    for (const answer of answers) expect(answer.status).toBeLessThan(500)
    expect([value, answers[0]?.status]).toEqual([value, expect.toSatisfy((status) => status === 400 || status === 404)])
    await ask('POST', 'runs/log-inputs', {
      run_id: run,
      datasets: [{ dataset: { name: 'd', digest: 'x', source_type: 'http', source: value } }],
    })
  }
  const database = new URL(testDb.url)
  const outside = reached.filter((one) => one !== `connect ${database.hostname}:${database.port || '5432'}`)
  expect([...new Set(outside)]).toEqual([])
})
