import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { useTestDatabase } from '@/lib/server/testing/test-database'
import type { RolloutScene } from './testing/rollout-scene'

// A rollout is many signed requests and transactions.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })
process.env['SLIPWAY_RATE_FACTOR'] = '1000'
const testDb = await useTestDatabase()
const { makeRolloutScene, QUICK } = await import('./testing/rollout-scene')
const { mlflowClient, scopedToken } = await import('@/lib/registry/mlflow/testing/mlflow-client')
const { createMlflowHandler } = await import('@/lib/registry/mlflow/handle-mlflow')
const { versionStandings } = await import('./version-standings')
const { stopWakeHub } = await import('@/lib/agents/wake-hub')

let scene: RolloutScene
let ask: ReturnType<typeof mlflowClient>
const asked: (readonly string[])[] = []
beforeAll(async () => {
  scene = await makeRolloutScene()
  const token = await scopedToken({ workspaceId: scene.workspaceId, ownerId: scene.omar.id }, ['registry:read'])
  const handle = createMlflowHandler({
    requestMove: () => Promise.reject(new Error('nothing is moved here')),
    standingOf(db, workspaceId, versionIds) {
      asked.push(versionIds)
      return versionStandings(db, workspaceId, versionIds)
    },
  })
  ask = mlflowClient(token, { handle })
})
afterAll(async () => {
  await stopWakeHub()
  await testDb.drop()
})

async function versionOnWire(number: number) {
  const { status, body } = await ask('GET', 'model-versions/get', { name: 'census', version: String(number) })
  expect(status).toBe(200)
  return body.model_version
}
const jobOf = async (number: number) => (await versionOnWire(number)).deployment_job_state

test('a version that nobody rolled out has no job, and no other room is asked about it', async () => {
  const version = await versionOnWire(6)
  expect(version).not.toHaveProperty('deployment_job_state')
  expect(version.slipway).not.toHaveProperty('open_change_requests')
  expect(version.slipway.signature_verdict).toBe('unsigned')
  expect(asked).toEqual([])
})

test('under review, running, succeeded, rolled back: a job of each, the newest rollout speaks', async () => {
  const deploymentId = await scene.newDeployment('four-eyes')
  await scene.serve(deploymentId, 1)
  const succeeded = { job_id: deploymentId, job_state: 'CONNECTED', run_state: 'SUCCEEDED' }
  expect(await jobOf(1)).toMatchObject({ ...succeeded, current_task_name: 'step 1 of 1' })

  const { rolloutId, changeRequestId } = await scene.ask(deploymentId, { version: 2, steps: QUICK })
  const request = await scene.database().changeRequest.findFirstOrThrow({ where: { id: changeRequestId ?? '' } })
  const waiting = await versionOnWire(2)
  expect(waiting.deployment_job_state).toEqual({
    job_id: deploymentId,
    run_id: rolloutId,
    job_state: 'CONNECTED',
    run_state: 'APPROVAL',
    current_task_name: `CR-${request.number}`,
  })
  expect(waiting.slipway.open_change_requests).toEqual([`CR-${request.number}`])

  await scene.vote(changeRequestId ?? '', 'approve')
  expect(await jobOf(2)).toMatchObject({ run_state: 'PENDING', current_task_name: `CR-${request.number}` })
  await scene.tick(deploymentId)
  await scene.obey(deploymentId)
  expect(await jobOf(2)).toMatchObject({ run_id: rolloutId, run_state: 'RUNNING', current_task_name: 'step 1 of 3' })

  await scene.do('abort', rolloutId)
  await scene.obey(deploymentId)
  const ended = await versionOnWire(2)
  expect(ended.deployment_job_state).toMatchObject({ run_id: rolloutId, run_state: 'FAILED' })
  expect(ended.slipway).not.toHaveProperty('open_change_requests')

  const elsewhere = await scene.newDeployment('solo')
  const again = await scene.serve(elsewhere, 2)
  expect(await jobOf(2)).toMatchObject({ job_id: elsewhere, run_id: again, run_state: 'SUCCEEDED' })
})

test('what was rolled back from is FAILED, by the rollback', async () => {
  const deploymentId = await scene.newDeployment()
  await scene.serve(deploymentId, 3)
  await scene.serve(deploymentId, 4)
  const { rolloutId } = await scene.back(deploymentId)
  await scene.obey(deploymentId)
  expect(await jobOf(4)).toMatchObject({ run_id: rolloutId, run_state: 'FAILED', current_task_name: 'roll back' })
  expect(await jobOf(3)).toMatchObject({ run_state: 'SUCCEEDED' })
})

test('a page of a search and a page of models ask once, for the versions concerned', async () => {
  const deploymentId = await scene.newDeployment()
  await scene.serve(deploymentId, 5)
  asked.length = 0
  const { body } = await ask('GET', 'model-versions/search', { filter: "name = 'census'" })
  const five = body.model_versions.find((version: { version: string }) => version.version === '5')
  expect(five.deployment_job_state).toMatchObject({ job_id: deploymentId, run_state: 'SUCCEEDED' })
  expect(asked.length).toBe(1)
  expect(asked[0]).toContain(scene.versionIds.get(5))
  expect(asked[0]).not.toContain(scene.versionIds.get(6))
  asked.length = 0
  expect((await ask('GET', 'registered-models/search')).status).toBe(200)
  expect(asked.length).toBeLessThanOrEqual(1)
})

test('a version of another workspace has no standing here', async () => {
  const other = await scene.database().workspace.create({ data: { id: crypto.randomUUID(), slug: 'other', name: 'o' } })
  const ids = [...scene.versionIds.values()]
  expect((await versionStandings(scene.database(), other.id, ids)).size).toBe(0)
})
