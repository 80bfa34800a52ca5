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

const planned = async (deploymentId: string) => {
  const { plan } = await scene.door.settledPlan(scene.database(), deploymentId)
  return plan?.variants.map((v) => [v.versionNumber, v.role, v.weightBps, v.mirrorBps]).sort()
}

test('the first version serves at once, and is good as soon as the agent shows it', async () => {
  const deploymentId = await scene.newDeployment()
  const rolloutId = await scene.serve(deploymentId, 1)
  expect(await scene.events(rolloutId)).toEqual(['requested', 'advanced', 'baking-started', 'completed'])
  expect(await planned(deploymentId)).toEqual([[1, 'stable', 10_000, 0]])
})

test('a canary goes step by step, each step on evidence of its own, and the former stable stays warm', async () => {
  const deploymentId = await scene.newDeployment()
  await scene.serve(deploymentId, 1)
  const { rolloutId } = await scene.ask(deploymentId, { version: 2, steps: QUICK })
  await scene.obey(deploymentId)
  for (const bps of [500, 2500]) {
    expect(await planned(deploymentId)).toEqual([
      [1, 'stable', 10_000 - bps, 0],
      [2, 'candidate', bps, 0],
    ])
    expect(await scene.statusOf(rolloutId)).toBe('BAKING')
    await scene.feed(rolloutId)
    expect(await scene.statusOf(rolloutId)).toBe('APPLYING')
    await scene.obey(deploymentId)
  }
  expect(await planned(deploymentId)).toEqual([
    [1, 'stable', 0, 0],
    [2, 'candidate', 10_000, 0],
  ])
  await scene.feed(rolloutId, { stable: 0 })
  await scene.obey(deploymentId)
  expect(await scene.statusOf(rolloutId)).toBe('SUCCEEDED')
  expect(await planned(deploymentId)).toEqual([
    [1, 'candidate', 0, 0],
    [2, 'stable', 10_000, 0],
  ])
  expect(await scene.events(rolloutId)).toEqual([
    'requested',
    'started',
    'advanced',
    'baking-started',
    'advanced',
    'baking-started',
    'advanced',
    'baking-started',
    'finalizing',
    'completed',
  ])
  expect((await scene.read(rolloutId)).endedAt).not.toBeNull()
})

test('every transition has its audit event, once, and each advance carries the evidence it was taken on', async () => {
  const deploymentId = await scene.newDeployment()
  await scene.serve(deploymentId, 1)
  const { rolloutId } = await scene.ask(deploymentId, { version: 2, strategy: 'all-at-once', steps: QUICK.slice(2) })
  await scene.obey(deploymentId)
  await scene.feed(rolloutId)
  await scene.obey(deploymentId)
  const audited = (await scene.audited(rolloutId)).filter((type) => type.startsWith('rollouts.'))
  const transitions = audited.filter((type) => !/plan-desired|preflight-recorded/.test(type))
  expect(transitions).toEqual((await scene.events(rolloutId)).map((type) => `rollouts.${type}`))
  expect(audited.filter((type) => type === 'rollouts.plan-desired')).toHaveLength(3)
  const finalizing = await scene
    .database()
    .rolloutEvent.findFirstOrThrow({ where: { rolloutId, type: 'rollouts.finalizing' } })
  expect(finalizing).toMatchObject({ actorName: 'rollouts.evaluate', detail: { decision: { action: 'ADVANCE' } } })
})

test('blue-green switches once, to the whole', async () => {
  const deploymentId = await scene.newDeployment()
  await scene.serve(deploymentId, 1)
  const { rolloutId } = await scene.ask(deploymentId, { version: 2, strategy: 'blue-green' })
  await scene.obey(deploymentId)
  expect(await planned(deploymentId)).toEqual([
    [1, 'stable', 0, 0],
    [2, 'candidate', 10_000, 0],
  ])
  await scene.feed(rolloutId)
  expect((await scene.read(rolloutId)).progress?.decision).toMatchObject({ action: 'WAIT', reason: 'DWELL' })
  await scene.database().rolloutProgress.update({ where: { rolloutId }, data: { observedDwellMs: 1_800_000n } })
  await scene.tick(deploymentId)
  await scene.obey(deploymentId)
  expect(await scene.statusOf(rolloutId)).toBe('SUCCEEDED')
})

test('a linear rollout waits its times, and at a manual step for a person', async () => {
  const deploymentId = await scene.newDeployment()
  await scene.serve(deploymentId, 1)
  const steps = [
    { candidateBps: 1000, minDwellSec: 600 },
    { candidateBps: 5000, minDwellSec: 0, manual: true },
    { candidateBps: 10_000, minDwellSec: 0 },
  ]
  const { rolloutId } = await scene.ask(deploymentId, { version: 2, strategy: 'linear', steps })
  await scene.obey(deploymentId)
  await scene.feed(rolloutId)
  const { progress } = await scene.read(rolloutId)
  expect(progress?.decision).toMatchObject({ action: 'WAIT', reason: 'DWELL' })
  expect(progress?.decision?.waitMs).toBeGreaterThan(590_000)
  await scene.database().rolloutProgress.update({ where: { rolloutId }, data: { observedDwellMs: 600_000n } })
  await scene.tick(deploymentId)
  await scene.obey(deploymentId)
  expect((await scene.read(rolloutId)).stepIndex).toBe(1)
  await scene.feed(rolloutId)
  expect(await scene.statusOf(rolloutId)).toBe('AWAITING_APPROVAL')
  await scene.tick(deploymentId)
  expect(await scene.statusOf(rolloutId)).toBe('AWAITING_APPROVAL')
  await scene.do('advance', rolloutId)
  await scene.obey(deploymentId)
  expect(await scene.read(rolloutId)).toMatchObject({ status: 'BAKING', stepIndex: 2 })
})

test('a shadow answers nobody, is judged on its copies, and leaves no trace in traffic or on the rollback list', async () => {
  const deploymentId = await scene.newDeployment()
  await scene.serve(deploymentId, 1)
  const { rolloutId } = await scene.ask(deploymentId, {
    version: 2,
    strategy: 'shadow',
    steps: [{ candidateBps: 1, minDwellSec: 0 }],
  })
  await scene.obey(deploymentId)
  expect(await planned(deploymentId)).toEqual([
    [1, 'stable', 10_000, 0],
    [2, 'shadow', 0, 10_000],
  ])
  await scene.feed(rolloutId, { mirrored: true })
  await scene.obey(deploymentId)
  expect(await scene.statusOf(rolloutId)).toBe('SUCCEEDED')
  expect(await planned(deploymentId)).toEqual([[1, 'stable', 10_000, 0]])
  expect(await scene.database().goodVersion.count({ where: { deploymentId } })).toBe(1)
})

test('a rollout that cannot be is refused before anyone is asked', async () => {
  const deploymentId = await scene.newDeployment()
  await scene.serve(deploymentId, 1)
  await expect(
    scene.ask(deploymentId, { version: 2, steps: [{ candidateBps: 500, minDwellSec: 0 }] }),
  ).rejects.toMatchObject({ code: 'invalid' })
  await expect(scene.ask(deploymentId, { version: 1 })).rejects.toMatchObject({
    code: 'refused',
    details: { reason: 'not_serving_already' },
  })
  const asked = await Promise.allSettled([2, 3].map((version) => scene.ask(deploymentId, { version })))
  expect(asked.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(asked.find((one) => one.status === 'rejected')).toMatchObject({ reason: { code: 'conflict' } })
})

test.each([7, 8, 9])('a version that is archived, quarantined or unfinished is refused (v%i)', async (version) => {
  const deploymentId = await scene.newDeployment()
  await expect(scene.ask(deploymentId, { version })).rejects.toMatchObject({
    code: 'refused',
    details: { reason: 'version_ready' },
  })
})
