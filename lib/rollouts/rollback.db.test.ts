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

async function served(...versions: number[]): Promise<string> {
  const deploymentId = await scene.newDeployment()
  for (const version of versions) await scene.serve(deploymentId, version)
  return deploymentId
}
const options = async (deploymentId: string) => {
  const { listRollbackOptions } = await import('./use-cases/list-rollback-options')
  const { runQuery } = await import('@/lib/server/run-query')
  const call = { principal: scene.olga, workspace: scene.slug, input: { deploymentId } }
  return (await runQuery(listRollbackOptions, call)).items
}
const newest = (deploymentId: string) =>
  scene.database().rollout.findFirstOrThrow({ where: { deploymentId }, orderBy: { number: 'desc' } })

test('one click back, twice, goes back twice and never forward again; any version on the list can be named', async () => {
  const deploymentId = await served(1, 2, 3)
  expect((await options(deploymentId)).map((o) => [o.versionNumber, o.preselected, o.readiness])).toEqual([
    [2, true, 'WARM'],
    [1, false, 'CACHED'],
  ])
  for (const version of [2, 1]) {
    await scene.back(deploymentId)
    expect(await newest(deploymentId)).toMatchObject({ kind: 'rollback', status: 'ROLLING_BACK' })
    await scene.obey(deploymentId)
    expect(await newest(deploymentId)).toMatchObject({ status: 'ROLLED_BACK', endReason: 'PERSON' })
    expect(await scene.stableVersion(deploymentId)).toBe(version)
  }
  await expect(scene.back(deploymentId)).rejects.toMatchObject({ details: { reason: 'no_good_version' } })
  await scene.back(deploymentId, await scene.variantOf(deploymentId, 3))
  await scene.obey(deploymentId)
  expect(await scene.stableVersion(deploymentId)).toBe(3)
})

test('during a rollout one click goes to the plan before it, and its order overtakes what is queued', async () => {
  const deploymentId = await served(1)
  const { rolloutId } = await scene.ask(deploymentId, { version: 2, steps: QUICK })
  await scene.obey(deploymentId)
  await scene.feed(rolloutId)
  const { commandId } = await scene.rowOf(rolloutId)
  expect((await options(deploymentId)).map((o) => [o.versionNumber, o.preselected])).toEqual([[1, true]])
  await scene.back(deploymentId, await scene.variantOf(deploymentId, 1))
  expect(await scene.stateOf(commandId ?? '')).toMatchObject({ state: 'CANCELLED', code: 'superseded' })
  const orders = await scene.leased(deploymentId)
  expect(orders.map(({ payload }) => payload.lane)).toEqual(['protective'])
  for (const order of orders) {
    await scene.agent.carryOut(order)
    await scene.observe(order)
  }
  await scene.tick(deploymentId)
  expect(await scene.statusOf(rolloutId)).toBe('ROLLED_BACK')
  expect(await scene.stableVersion(deploymentId)).toBe(1)
})

test('during a rollout another good version may be named: the rollout is set aside and the rollback goes there', async () => {
  const deploymentId = await served(1, 2)
  const { rolloutId } = await scene.ask(deploymentId, { version: 3, steps: QUICK })
  await scene.obey(deploymentId)
  await scene.back(deploymentId, await scene.variantOf(deploymentId, 1))
  expect(await scene.rowOf(rolloutId)).toMatchObject({ status: 'CANCELLED', endReason: 'ROLLED_BACK_INSTEAD' })
  await scene.obey(deploymentId)
  expect(await newest(deploymentId)).toMatchObject({ kind: 'rollback', status: 'ROLLED_BACK' })
  expect(await scene.stableVersion(deploymentId)).toBe(1)
})

test('a rollback overtakes a step that is already running; its late success changes nothing', async () => {
  const deploymentId = await served(1)
  const { rolloutId } = await scene.ask(deploymentId, { version: 2, steps: QUICK })
  await scene.obey(deploymentId)
  await scene.feed(rolloutId)
  const running = await scene.lease(deploymentId)
  await scene.agent.report(running.payload.commandId, running.leaseToken, ['ACCEPTED', 'RUNNING'])
  await scene.back(deploymentId)
  const protective = await scene.lease(deploymentId)
  expect(protective.payload).toMatchObject({ lane: 'protective' })
  expect(BigInt(protective.payload.fence)).toBeGreaterThan(BigInt(running.payload.fence))
  const stopped = scene.agent.receipt(running.payload, { result: 'CANCELLED', code: 'superseded' })
  await scene.agent.report(running.payload.commandId, running.leaseToken, ['CANCELLED'], stopped)
  await scene.agent.carryOut(protective)
  await scene.observe(protective)
  await scene.tick(deploymentId)
  expect(await scene.statusOf(rolloutId)).toBe('ROLLED_BACK')
  expect(await scene.door.settledPlan(scene.database(), deploymentId)).toMatchObject({
    settledPlanDigest: protective.payload.planDigest,
  })
})

test('the first version has nothing behind it: rolling back is refused, aborting leaves it', async () => {
  const deploymentId = await scene.newDeployment()
  await expect(scene.back(deploymentId)).rejects.toMatchObject({ code: 'refused' })
  const { rolloutId } = await scene.ask(deploymentId, { version: 1 })
  await expect(scene.back(deploymentId)).rejects.toMatchObject({ code: 'refused' })
  await scene.do('abort', rolloutId)
  expect(await scene.statusOf(rolloutId)).toBe('CANCELLED')
  expect(await scene.leased(deploymentId)).toEqual([])
  expect(await scene.serve(deploymentId, 2)).toBeTruthy()
})

test('what was marked bad or archived is not gone back to; a new rollout makes it good again', async () => {
  const { markVersionBad } = await import('./use-cases/mark-version-bad')
  const { runCommand } = await import('@/lib/server/run-command')
  const deploymentId = await served(1, 5, 3)
  const [first, bad] = [await scene.variantOf(deploymentId, 1), await scene.variantOf(deploymentId, 5)]
  const input = { deploymentId, variantId: bad, reason: 'leaks memory' }
  await runCommand(markVersionBad, { principal: scene.omar, workspace: scene.slug, input })
  await expect(scene.back(deploymentId, bad)).rejects.toMatchObject({ details: { reason: 'no_good_version' } })
  expect((await options(deploymentId)).find((o) => o.preselected)?.variantId).toBe(first)
  await scene.serve(deploymentId, 5)
  expect(await scene.database().goodVersion.count({ where: { deploymentId, markedBadAt: { not: null } } })).toBe(0)
})

test('a rollback that fails is tried three times, then a person is asked; late success still counts', async () => {
  const deploymentId = await served(1, 2)
  const { rolloutId } = await scene.back(deploymentId)
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    const order = await scene.lease(deploymentId)
    await scene.agent.report(order.payload.commandId, order.leaseToken, ['ACCEPTED', 'RUNNING'])
    const receipt = scene.agent.receipt(order.payload, { result: 'FAILED', code: 'load_failed' })
    await scene.agent.report(order.payload.commandId, order.leaseToken, ['FAILED'], receipt)
    await scene.tick(deploymentId)
    expect(await scene.rowOf(rolloutId)).toMatchObject(
      attempt < 3 ? { status: 'ROLLING_BACK', attempts: attempt + 1 } : { status: 'ROLLBACK_FAILED' },
    )
  }
  await scene.back(deploymentId)
  expect(await scene.rowOf(rolloutId)).toMatchObject({ status: 'ROLLING_BACK', attempts: 1 })
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    await scene.age(rolloutId, 301_000)
    await scene.tick(deploymentId)
  }
  expect(await scene.statusOf(rolloutId)).toBe('ROLLBACK_FAILED')
  await scene.obey(deploymentId)
  expect(await scene.rowOf(rolloutId)).toMatchObject({ status: 'ROLLED_BACK', endReason: 'PERSON' })
  expect(await scene.stableVersion(deploymentId)).toBe(1)
})
