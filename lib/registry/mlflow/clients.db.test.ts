import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freeOrigin } from '@/lib/server/testing/free-origin'
import { useTestDatabase } from '@/lib/server/testing/test-database'
import { PYTHON_CLIENTS, runSession } from './testing/python-clients'

const origin = await freeOrigin()
process.env['SLIPWAY_PUBLIC_ORIGINS'] = origin
process.env['SLIPWAY_RATE_FACTOR'] = '1000'
const testDb = await useTestDatabase()
const { serveClients } = await import('./testing/serve-clients')
const { mlflowWorkspace } = await import('./testing/mlflow-client')
const { readyVersion } = await import('./testing/ready-version')
const { runningRollout } = await import('./testing/running-rollout')
const { database } = await import('@/lib/server/database')

const SCRIPT = join(import.meta.dirname, 'testing', 'client_session')
const MEGABYTE = 1024 * 1024

const ages = ['oldest', 'newest'] as const
const workspaces = new Map<string, Awaited<ReturnType<typeof mlflowWorkspace>>>()
let server: Awaited<ReturnType<typeof serveClients>>
beforeAll(async () => {
  for (const age of ages) {
    const workspace = await mlflowWorkspace(age, 'four-eyes')
    await runningRollout(workspace.workspaceId, await readyVersion(workspace, 'credit', 'high'))
    workspaces.set(age, workspace)
  }
  server = await serveClients(origin)
})
afterAll(async () => {
  await server.close()
  await testDb.drop()
})

describe.each(ages)('the %s client', (age) => {
  const python = PYTHON_CLIENTS[age]
  if (python === undefined)
    process.stderr.write(`The ${age} MLflow client is not installed: see .ci/mlflow-clients.sh.\n`)

  test.runIf(python !== undefined)('works a whole day against Slipway', { timeout: 600_000 }, async () => {
    const { workspaceId = '', token = '' } = workspaces.get(age) ?? {}
    server.reset()
    const { steps, code, stderr } = await runSession(python ?? '', SCRIPT, {
      MLFLOW_TRACKING_URI: origin,
      MLFLOW_TRACKING_TOKEN: token,
      MLFLOW_ENABLE_PROXY_MULTIPART_UPLOAD: 'true',
      MLFLOW_MULTIPART_UPLOAD_MINIMUM_FILE_SIZE: String(8 * MEGABYTE),
      MLFLOW_MULTIPART_UPLOAD_CHUNK_SIZE: String(5 * MEGABYTE),
    })
    expect(steps.filter(({ ok }) => !ok)).toEqual([])
    expect(code, stderr).toBe(0)
    expect(steps.length).toBeGreaterThanOrEqual(40)
    const { answers, cut } = server.wire
    const counted = (answer: string) => answers.filter((one) => one === answer).length
    // A refusal by policy is final: one request for each of the two calls.
    expect(counted('POST registered-models/alias 403')).toBe(2)
    expect(cut).toBe(1)
    expect(answers.filter((answer) => / 5\d\d$/.test(answer) && !answer.endsWith(' 501'))).toEqual([])
    // An ordinary scikit-learn pickle registers for its client; nothing deploys it until a person releases it.
    const churn = await database().modelVersion.findFirst({
      where: { workspaceId, model: { name: 'churn' }, number: 1 },
    })
    expect([churn?.state, churn?.verdict]).toEqual(['QUARANTINED', 'suspicious'])
    const used = await database().tokenClient.findMany({
      where: { workspaceId },
      select: { client: true, version: true },
    })
    expect(used).toEqual([
      { client: 'mlflow-python-client', version: steps[0]?.client.split('.').slice(0, 2).join('.') },
    ])
  })
})
