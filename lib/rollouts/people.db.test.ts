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

/** Version 2 as a canary over version 1, in its first step. */
async function canary() {
  const deploymentId = await scene.newDeployment()
  await scene.serve(deploymentId, 1)
  const { rolloutId } = await scene.ask(deploymentId, { version: 2, steps: QUICK })
  await scene.obey(deploymentId)
  return { deploymentId, rolloutId, revision: (await scene.rowOf(rolloutId)).revision }
}
const fulfilled = (results: PromiseSettledResult<unknown>[]) => results.filter((one) => one.status === 'fulfilled')

test('a pause freezes traffic where it is; only a person ends it, and the step goes on', async () => {
  const { deploymentId, rolloutId } = await canary()
  await scene.do('pause', rolloutId)
  await scene.feed(rolloutId)
  expect(await scene.statusOf(rolloutId)).toBe('PAUSED')
  await expect(scene.do('advance', rolloutId)).rejects.toMatchObject({ code: 'refused' })
  await scene.do('resume', rolloutId)
  await scene.obey(deploymentId)
  expect(await scene.rowOf(rolloutId)).toMatchObject({ status: 'BAKING', stepIndex: 1 })
  expect(await scene.events(rolloutId)).toContain('paused')
})

test('harm is found in a pause too', async () => {
  const { rolloutId } = await canary()
  await scene.do('pause', rolloutId)
  await scene.feed(rolloutId, { candidateFailures: 120 })
  expect(await scene.statusOf(rolloutId)).toBe('ROLLING_BACK')
})

test('a pause while a step is ordered withdraws the order, and resuming gives it again', async () => {
  const { deploymentId, rolloutId } = await canary()
  await scene.feed(rolloutId)
  const { commandId } = await scene.rowOf(rolloutId)
  await scene.do('pause', rolloutId)
  expect(await scene.stateOf(commandId ?? '')).toMatchObject({ state: 'CANCELLED' })
  expect(await scene.leased(deploymentId)).toEqual([])
  await scene.do('resume', rolloutId)
  await scene.obey(deploymentId)
  expect(await scene.rowOf(rolloutId)).toMatchObject({ status: 'BAKING', stepIndex: 1 })
})

test('promote goes to all traffic past time and sample size, never past missing evidence', async () => {
  const { deploymentId, rolloutId } = await canary()
  await scene.report(deploymentId, null)
  await expect(scene.do('promote', rolloutId)).rejects.toMatchObject({ code: 'refused' })
  await scene.report(deploymentId)
  await scene.do('promote', rolloutId)
  await scene.obey(deploymentId)
  expect(await scene.rowOf(rolloutId)).toMatchObject({ status: 'BAKING', stepIndex: 2 })
})

test('abort goes back to the plan before; before anything moved it only withdraws', async () => {
  const { deploymentId, rolloutId } = await canary()
  await scene.do('abort', rolloutId)
  await scene.obey(deploymentId)
  expect(await scene.rowOf(rolloutId)).toMatchObject({ status: 'ROLLED_BACK', endReason: 'ABORTED' })
  expect(await scene.stableVersion(deploymentId)).toBe(1)
  const second = await scene.ask(deploymentId, { version: 3, steps: QUICK })
  expect(second.status).toBe('WARMING')
  const { commandId } = await scene.rowOf(second.rolloutId)
  await scene.do('abort', second.rolloutId)
  expect(await scene.statusOf(second.rolloutId)).toBe('CANCELLED')
  expect(await scene.stateOf(commandId ?? '')).toMatchObject({ state: 'CANCELLED' })
})

test('two operators at once: one wins, the other gets a conflict that says what is now', async () => {
  const { rolloutId, revision } = await canary()
  const results = await Promise.allSettled([
    scene.do('pause', rolloutId, { by: scene.omar, expectedRevision: revision }),
    scene.do('abort', rolloutId, { by: scene.olga, expectedRevision: revision }),
  ])
  expect(fulfilled(results)).toHaveLength(1)
  expect(results.find((one) => one.status === 'rejected')).toMatchObject({
    reason: { code: 'conflict', details: { revision: revision + 1 } },
  })
  expect((await scene.events(rolloutId)).filter((type) => /paused|rollback-started/.test(type))).toHaveLength(1)
})

test('a double click, and fifty, have one effect and equal answers', async () => {
  const { deploymentId, rolloutId } = await canary()
  const before = await scene.database().command.count({ where: { deploymentId } })
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => scene.back(deploymentId, undefined, { key: 'click' })),
  )
  for (const answer of answers) expect(answer).toEqual(answers[0])
  expect(await scene.database().command.count({ where: { deploymentId } })).toBe(before + 1)
  expect((await scene.audited(rolloutId)).filter((type) => type === 'rollouts.rollback-started')).toHaveLength(1)
  await expect(scene.back(deploymentId, undefined, { key: 'other' })).rejects.toMatchObject({ code: 'conflict' })
})

test('a stale revision is a conflict and changes nothing; an ended rollout says so', async () => {
  const { deploymentId, rolloutId, revision } = await canary()
  await expect(scene.do('pause', rolloutId, { expectedRevision: revision - 1 })).rejects.toMatchObject({
    code: 'conflict',
    details: { status: 'BAKING', revision },
  })
  await scene.do('abort', rolloutId)
  await scene.obey(deploymentId)
  for (const action of ['pause', 'resume', 'advance', 'promote', 'abort'] as const)
    await expect(scene.do(action, rolloutId)).rejects.toMatchObject({
      code: 'conflict',
      details: { status: 'ROLLED_BACK' },
    })
})

test('from another workspace nothing of it exists; without the right nothing may be done', async () => {
  const { deploymentId, rolloutId } = await canary()
  const { makeRolloutScene: another } = await import('./testing/rollout-scene')
  const foreign = await another()
  for (const action of ['pause', 'resume', 'advance', 'promote', 'abort'] as const)
    await expect(foreign.do(action, rolloutId)).rejects.toMatchObject({ code: 'not_found' })
  await expect(foreign.back(deploymentId)).rejects.toMatchObject({ code: 'not_found' })
  await expect(foreign.read(rolloutId, foreign.olga)).rejects.toMatchObject({ code: 'not_found' })
  await expect(foreign.ask(deploymentId, { version: 2 })).rejects.toMatchObject({ code: 'not_found' })
  await expect(scene.do('pause', rolloutId, { by: foreign.omar })).rejects.toMatchObject({ code: 'not_found' })
  const viewer = scene.person('Vera', ['viewer'])
  await expect(scene.do('pause', rolloutId, { by: viewer })).rejects.toMatchObject({ code: 'forbidden' })
  await expect(scene.back(deploymentId, undefined, { by: viewer })).rejects.toMatchObject({ code: 'forbidden' })
})

test('a deployment with an open rollout is not retired; a retired one takes no rollout', async () => {
  const { retireDeployment } = await import('./use-cases/retire-deployment')
  const { runCommand } = await import('@/lib/server/run-command')
  const { deploymentId, rolloutId } = await canary()
  const retire = () =>
    runCommand(retireDeployment, {
      principal: scene.omar,
      workspace: scene.slug,
      input: { deploymentId, reason: 'moved elsewhere' },
    })
  await expect(retire()).rejects.toMatchObject({ code: 'conflict' })
  await scene.do('abort', rolloutId)
  await scene.obey(deploymentId)
  await retire()
  await expect(scene.ask(deploymentId, { version: 3 })).rejects.toMatchObject({
    code: 'refused',
    details: { reason: 'deployment_active' },
  })
})
