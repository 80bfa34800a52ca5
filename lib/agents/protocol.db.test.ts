import { afterAll, beforeAll, expect, test } from 'vitest'
import { useTestDatabase } from '@/lib/server/testing/test-database'
import type { Scene } from './testing/scene'

const testDb = await useTestDatabase()
const { makeScene } = await import('./testing/scene')
const { stopWakeHub } = await import('./wake-hub')

let scene: Scene
beforeAll(async () => {
  scene = await makeScene()
})
afterAll(async () => {
  await stopWakeHub()
  await testDb.drop()
})

test('a command travels from intent to settled plan with one audit event per end', async () => {
  const agent = await scene.newAgent('happy')
  const deployment = await scene.newDeployment(agent, 'happy')
  const issued = await scene.issue(deployment.id, { a: 10_000 })
  expect(issued).toMatchObject({ generation: 1n, fence: 1n })
  const [leased] = await agent.lease()
  if (!leased) throw new Error('nothing was leased')
  expect(leased.payload).toMatchObject({ planDigest: issued.planDigest, fence: '1', precondition: { planDigests: [] } })
  expect(await agent.carryOut(leased)).toMatchObject({ status: 200, body: { state: 'SUCCEEDED' } })
  const settled = await scene.door.settledPlan(scene.database(), deployment.id)
  expect(settled).toMatchObject({
    generation: 1n,
    settledGeneration: 1n,
    settledPlanDigest: issued.planDigest,
    fence: 1n,
  })
  expect(await scene.audits('agents.command-ended', `command:${issued.commandId}`)).toBe(1)
  expect(await scene.audits('agents.receipt-recorded', `command:${issued.commandId}`)).toBe(1)
  const { body } = await agent.poll({ observed: [agent.observe(leased.payload)] })
  expect(body.desired).toHaveLength(1)
  expect(await scene.door.observed(scene.database(), deployment.id)).toMatchObject({
    planDigest: issued.planDigest,
    agentStatus: 'ONLINE',
  })
})
