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
async function canary(steps = QUICK) {
  const deploymentId = await scene.newDeployment()
  await scene.serve(deploymentId, 1)
  const { rolloutId } = await scene.ask(deploymentId, { version: 2, steps })
  await scene.obey(deploymentId)
  expect(await scene.rowOf(rolloutId)).toMatchObject({ status: 'BAKING', stepIndex: 0 })
  return { deploymentId, rolloutId }
}
const decision = async (rolloutId: string) => (await scene.read(rolloutId)).progress?.decision
test('errors of the candidate turn it back by itself, with the evidence in the record', async () => {
  const { deploymentId, rolloutId } = await canary()
  await scene.feed(rolloutId, { candidateFailures: 120 })
  expect(await scene.rowOf(rolloutId)).toMatchObject({ status: 'ROLLING_BACK', holdReason: 'HARM' })
  await scene.obey(deploymentId)
  expect(await scene.rowOf(rolloutId)).toMatchObject({ status: 'ROLLED_BACK', endReason: 'HARM' })
  expect(await scene.stableVersion(deploymentId)).toBe(1)
  const event = await scene.database().rolloutEvent.findFirstOrThrow({ where: { rolloutId, toStatus: 'ROLLING_BACK' } })
  expect(event).toMatchObject({ actorName: 'rollouts.evaluate', detail: { decision: { reason: 'HARM' } } })
})

test('a slow candidate is turned back before its time is up', async () => {
  const { rolloutId } = await canary([{ candidateBps: 5000, minDwellSec: 3600 }, ...QUICK.slice(2)])
  await scene.feed(rolloutId, { candidateMs: 400 })
  expect(await scene.rowOf(rolloutId)).toMatchObject({ status: 'ROLLING_BACK', holdReason: 'HARM' })
})

test('a slow stable variant of the same minutes is not held against the candidate', async () => {
  const { rolloutId } = await canary()
  await scene.feed(rolloutId, { candidateMs: 300, stableMs: 400 })
  expect(await scene.rowOf(rolloutId)).toMatchObject({ status: 'APPLYING', stepIndex: 1 })
})

test('no data never passes: no word of the agent, no requests, one side only, too few', async () => {
  const { deploymentId, rolloutId } = await canary()
  await scene.report(deploymentId, null)
  await scene.tick(deploymentId)
  expect(await decision(rolloutId)).toMatchObject({ action: 'WAIT', reason: 'EVIDENCE_STALE' })
  await scene.feed(rolloutId, { candidate: 0, stable: 0 })
  expect(await decision(rolloutId)).toMatchObject({ action: 'WAIT', reason: 'MIN_SAMPLE' })
  await scene.feed(rolloutId, { candidate: 0, stable: 200 })
  expect(await decision(rolloutId)).toMatchObject({ action: 'WAIT', reason: 'MIN_SAMPLE' })
  await scene.feed(rolloutId, { candidate: 120, stable: 0 })
  expect(await decision(rolloutId)).toMatchObject({ action: 'WAIT', reason: 'INCONCLUSIVE' })
  expect(await scene.statusOf(rolloutId)).toBe('BAKING')
})

test('evidence of one step does not carry over to the next', async () => {
  const { deploymentId, rolloutId } = await canary()
  await scene.feed(rolloutId)
  await scene.obey(deploymentId)
  await scene.report(deploymentId)
  await scene.tick(deploymentId)
  expect(await scene.read(rolloutId)).toMatchObject({ status: 'BAKING', stepIndex: 1 })
  expect(await decision(rolloutId)).toMatchObject({ reason: 'MIN_SAMPLE' })
})

test('evidence that stays away holds after five minutes, and goes on when it is back', async () => {
  const { deploymentId, rolloutId } = await canary()
  await scene.age(rolloutId, 400_000)
  await scene.report(deploymentId, new Date(Date.now() - 390_000))
  await scene.tick(deploymentId)
  expect(await scene.rowOf(rolloutId)).toMatchObject({ status: 'HELD', holdReason: 'EVIDENCE_STALE' })
  await scene.report(deploymentId)
  await scene.tick(deploymentId)
  expect(await scene.statusOf(rolloutId)).toBe('BAKING')
})

test('a candidate without traffic for ten observed minutes holds', async () => {
  const { deploymentId, rolloutId } = await canary()
  await scene.database().rolloutProgress.update({ where: { rolloutId }, data: { observedDwellMs: 600_000n } })
  await scene.report(deploymentId)
  await scene.tick(deploymentId)
  expect(await scene.rowOf(rolloutId)).toMatchObject({ status: 'HELD', holdReason: 'NO_TRAFFIC' })
})

test('a sick stable variant holds for a person, and nobody goes past it by hand', async () => {
  const { deploymentId, rolloutId } = await canary()
  await scene.feed(rolloutId, { stableFailures: 200 })
  expect(await scene.rowOf(rolloutId)).toMatchObject({ status: 'HELD', holdReason: 'BASELINE_UNHEALTHY' })
  await expect(scene.do('promote', rolloutId)).rejects.toMatchObject({ code: 'refused' })
  await scene.age(rolloutId, 8 * 86_400_000)
  await scene.tick(deploymentId)
  expect(await scene.rowOf(rolloutId)).toMatchObject({ status: 'HELD', holdReason: 'BASELINE_UNHEALTHY' })
})

test('a silent agent: time does not count, then it holds, and its return goes on where it was', async () => {
  const { deploymentId, rolloutId } = await canary([{ candidateBps: 500, minDwellSec: 60 }, ...QUICK.slice(2)])
  await scene.feed(rolloutId)
  const before = (await scene.read(rolloutId)).progress?.observedDwellMs ?? 0
  await scene.heard(120)
  const marked = new Date(Date.now() - 301_000)
  await scene.database().rolloutProgress.update({ where: { rolloutId }, data: { dwellMarkedAt: marked } })
  await scene.tick(deploymentId)
  expect(await scene.rowOf(rolloutId)).toMatchObject({ status: 'HELD', holdReason: 'AGENT_OFFLINE' })
  expect((await scene.read(rolloutId)).progress?.observedDwellMs).toBe(before)
  await scene.report(deploymentId)
  await scene.tick(deploymentId)
  expect(await scene.statusOf(rolloutId)).toBe('BAKING')
  expect(await decision(rolloutId)).toMatchObject({ action: 'WAIT' })
})

test('with automation off the engine only holds, and harm is not undone without a person', async () => {
  const { switchAutomation } = await import('./use-cases/switch-automation')
  const { runCommand } = await import('@/lib/server/run-command')
  const { deploymentId, rolloutId } = await canary()
  const input = { deploymentId, off: true, reason: 'a person wants to watch' }
  await runCommand(switchAutomation, { principal: scene.omar, workspace: scene.slug, input })
  await scene.feed(rolloutId, { candidateFailures: 120 })
  expect(await scene.rowOf(rolloutId)).toMatchObject({ status: 'HELD', holdReason: 'AUTOMATION_OFF' })
  await scene.back(deploymentId)
  await scene.obey(deploymentId)
  expect(await scene.statusOf(rolloutId)).toBe('ROLLED_BACK')
})

test('a second automatic rollback within 15 minutes does not happen: it holds and asks', async () => {
  const { deploymentId, rolloutId } = await canary()
  await scene.feed(rolloutId, { candidateFailures: 120 })
  await scene.obey(deploymentId)
  const second = await scene.ask(deploymentId, { version: 3, steps: QUICK })
  await scene.obey(deploymentId)
  await scene.feed(second.rolloutId, { candidateFailures: 120 })
  expect(await scene.rowOf(second.rolloutId)).toMatchObject({ status: 'HELD', holdReason: 'FLAPPING' })
  await expect(scene.do('promote', second.rolloutId)).rejects.toMatchObject({ code: 'refused' })
})
