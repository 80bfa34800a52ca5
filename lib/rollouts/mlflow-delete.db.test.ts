import { afterAll, beforeAll, expect, test } from 'vitest'
import { useTestDatabase } from '@/lib/server/testing/test-database'

process.env['SLIPWAY_RATE_FACTOR'] = '1000'
const testDb = await useTestDatabase()
const { makeRolloutScene } = await import('./testing/rollout-scene')
const { mlflowClient, scopedToken } = await import('@/lib/registry/mlflow/testing/mlflow-client')

let scene: Awaited<ReturnType<typeof makeRolloutScene>>
beforeAll(async () => {
  scene = await makeRolloutScene()
})
afterAll(() => testDb.drop())

test('11. an MLflow client does not delete what serves: 403 with the reason, and it serves on', async () => {
  const deploymentId = await scene.newDeployment()
  await scene.serve(deploymentId, 1)
  const { workspaceId } = await scene.database().deployment.findUniqueOrThrow({ where: { id: deploymentId } })
  const token = await scopedToken({ workspaceId, ownerId: scene.omar.id }, ['registry:read', 'registry:archive'])
  const ask = mlflowClient(token)
  const refused = await ask('DELETE', 'model-versions/delete', { name: 'census', version: '1' })
  expect([refused.status, refused.body.error_code]).toEqual([403, 'PERMISSION_DENIED'])
  expect(refused.body.message).toMatch(/cannot be archived/)
  expect((await ask('GET', 'model-versions/get', { name: 'census', version: '1' })).status).toBe(200)
})
