import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { useTestDatabase } from '@/lib/server/testing/test-database'
import type { RolloutScene } from './testing/rollout-scene'

// A rollout is many signed requests and transactions.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })
const testDb = await useTestDatabase()
const { makeRolloutScene, QUICK } = await import('./testing/rollout-scene')
const { stopWakeHub } = await import('@/lib/agents/wake-hub')

let scene: RolloutScene
beforeAll(async () => {
  scene = await makeRolloutScene()
})
afterAll(async () => {
  await stopWakeHub()
  await testDb.drop()
})

const HOUR = 3_600_000
const canary = async () => {
  const deploymentId = await scene.newDeployment()
  await scene.serve(deploymentId, 1)
  return { deploymentId, ...(await scene.ask(deploymentId, { version: 2, steps: QUICK })) }
}
const fail = async (deploymentId: string, code: string) => {
  const order = await scene.lease(deploymentId)
  await scene.agent.report(order.payload.commandId, order.leaseToken, ['ACCEPTED', 'RUNNING'])
  const receipt = scene.agent.receipt(order.payload, { result: 'FAILED', code })
  await scene.agent.report(order.payload.commandId, order.leaseToken, ['FAILED'], receipt)
}
/** Puts a rollout into a state, as if it had come there. */
const put = (
  id: string,
  data: { status: string; resumeStatus?: string; holdReason?: string; trafficMoved?: boolean },
) =>
  scene.act(async (tx, audit) => {
    await tx.rollout.update({ where: { id }, data })
    await audit.record('rollouts.action-taken', { resources: [] })
  })

test('an agent that is not there: no rollout starts', async () => {
  const deploymentId = await scene.newDeployment()
  await expect(scene.ask(deploymentId, { version: 1, silentSec: 600 })).rejects.toMatchObject({
    code: 'refused',
    details: { reason: 'agent_online' },
  })
  await scene.agent.poll()
})

test('an order that nobody fetches expires, and the rollout ends with traffic where it was', async () => {
  const { sweepAgents } = await import('@/lib/agents/sweep')
  const { deploymentId, rolloutId } = await canary()
  const { commandId } = await scene.rowOf(rolloutId)
  await scene.database()
    .$executeRaw`UPDATE "Command" SET "expiresAt" = now() - interval '1 s' WHERE id = ${commandId}::uuid`
  await sweepAgents()
  await scene.tick(deploymentId)
  expect(await scene.statusOf(rolloutId)).toBe('FAILED')
  expect(await scene.stableVersion(deploymentId)).toBe(1)
  expect(await scene.leased(deploymentId)).toEqual([])
})

test('an agent that cannot load the candidate ends the rollout; in a later step it holds, and resume orders again', async () => {
  const { deploymentId, rolloutId } = await canary()
  await fail(deploymentId, 'load_failed')
  await scene.tick(deploymentId)
  expect(await scene.rowOf(rolloutId)).toMatchObject({ status: 'FAILED', endReason: 'load_failed' })
  const second = await scene.ask(deploymentId, { version: 3, steps: QUICK })
  await scene.obey(deploymentId)
  await scene.feed(second.rolloutId)
  await fail(deploymentId, 'load_failed')
  await scene.tick(deploymentId)
  expect(await scene.rowOf(second.rolloutId)).toMatchObject({ status: 'HELD', holdReason: 'COMMAND_FAILED' })
  await scene.do('resume', second.rolloutId)
  await scene.obey(deploymentId)
  expect(await scene.rowOf(second.rolloutId)).toMatchObject({ status: 'BAKING', stepIndex: 1 })
})

test('a first version that cannot be loaded ends, and another one may be asked for at once', async () => {
  const deploymentId = await scene.newDeployment()
  const { rolloutId } = await scene.ask(deploymentId, { version: 1 })
  await fail(deploymentId, 'load_failed')
  await scene.tick(deploymentId)
  expect(await scene.statusOf(rolloutId)).toBe('FAILED')
  await scene.serve(deploymentId, 2)
})

test('something else runs than was ordered: it holds for drift', async () => {
  const { deploymentId, rolloutId } = await canary()
  await scene.obey(deploymentId)
  await scene.feed(rolloutId)
  await fail(deploymentId, 'conflict')
  await scene.tick(deploymentId)
  expect(await scene.rowOf(rolloutId)).toMatchObject({ status: 'HELD', holdReason: 'DRIFT' })
})

test('an order whose end nobody knows holds, cannot be resumed by hand, and goes on by itself once the agent tells', async () => {
  const { sweepAgents } = await import('@/lib/agents/sweep')
  const { beat } = await import('@/lib/agents/process-heartbeat')
  const { deploymentId, rolloutId } = await canary()
  await scene.obey(deploymentId)
  await scene.feed(rolloutId)
  const order = await scene.lease(deploymentId)
  const { commandId } = order.payload
  await scene.agent.report(commandId, order.leaseToken, ['ACCEPTED', 'RUNNING'])
  await beat('worker')
  await scene.database()
    .$executeRaw`UPDATE "Command" SET "leaseUntil" = now() - interval '1 s' WHERE id = ${commandId}::uuid`
  await sweepAgents()
  await scene.tick(deploymentId)
  expect(await scene.rowOf(rolloutId)).toMatchObject({ status: 'HELD', holdReason: 'COMMAND_UNKNOWN' })
  await expect(scene.do('resume', rolloutId)).rejects.toMatchObject({ code: 'refused' })
  await scene.observe(order)
  await scene.tick(deploymentId)
  expect(await scene.rowOf(rolloutId)).toMatchObject({ status: 'BAKING', stepIndex: 1 })
  expect((await scene.rowOf(rolloutId)).stepEnteredAt).not.toBeNull()
})

test.each([
  { status: 'WARMING', after: 0.5 * HOUR, to: 'FAILED', event: 'failed' },
  { status: 'APPLYING', after: 20 * 60_000, to: 'ROLLING_BACK', event: 'rollback-started', trafficMoved: true },
  { status: 'BAKING', after: 24 * HOUR, to: 'HELD', event: 'held' },
  { status: 'AWAITING_APPROVAL', after: 72 * HOUR, to: 'HELD', event: 'held' },
  { status: 'HELD', after: 168 * HOUR, to: 'ROLLING_BACK', event: 'rollback-started', resumeStatus: 'BAKING' },
  { status: 'PAUSED', after: 168 * HOUR, to: 'HELD', event: 'held', resumeStatus: 'BAKING' },
  { status: 'FINALIZING', after: 10 * 60_000, to: 'HELD', event: 'held' },
  { status: 'ROLLING_BACK', after: 5 * 60_000, to: 'ROLLING_BACK', event: 'rollback-started' },
  { status: 'ROLLBACK_FAILED', after: 5 * 60_000, to: 'ROLLBACK_FAILED', event: 'rollback-failed' },
])('$status ends by itself: $to, with its event in both records', async ({ status, after, to, event, ...facts }) => {
  const deploymentId = await scene.newDeployment()
  await scene.serve(deploymentId, 1)
  const { rolloutId } = await scene.ask(deploymentId, { version: 2, steps: QUICK })
  await put(rolloutId, { status, holdReason: status === 'HELD' ? 'INCONCLUSIVE' : '', ...facts })
  await scene.age(rolloutId, after - 20_000)
  await scene.tick(deploymentId)
  expect((await scene.events(rolloutId)).at(-1)).toBe('started')
  await scene.age(rolloutId, 20_000)
  await scene.tick(deploymentId)
  expect(await scene.statusOf(rolloutId)).toBe(to)
  expect((await scene.events(rolloutId)).at(-1)).toBe(event)
  expect((await scene.audited(rolloutId)).filter((type) => type === `rollouts.${event}`)).toHaveLength(1)
})

test('one rollout that cannot be looked at does not keep the others waiting', async () => {
  const { rolloutsLoops } = await import('./jobs')
  const broken = await canary()
  const healthy = await canary()
  await put(broken.rolloutId, { status: 'NO_SUCH_STATUS' })
  await scene.act(async (tx, audit) => {
    await tx.rollout.update({ where: { id: broken.rolloutId }, data: { status: 'WARMING', spec: {} } })
    await audit.record('rollouts.action-taken', { resources: [] })
  })
  await scene.age(broken.rolloutId, HOUR)
  await scene.age(healthy.rolloutId, HOUR)
  await rolloutsLoops[0]?.run()
  expect(await scene.statusOf(healthy.rolloutId)).toBe('FAILED')
})
