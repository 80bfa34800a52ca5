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

const requestOf = (id: string | null) => scene.database().changeRequest.findFirstOrThrow({ where: { id: id ?? '' } })
const orders = (deploymentId: string) => scene.database().command.count({ where: { deploymentId } })

/** Version 1 serves under four eyes, and Olga asks for version 2. */
async function asked() {
  const deploymentId = await scene.newDeployment('four-eyes')
  await scene.serve(deploymentId, 1)
  const rollout = await scene.ask(deploymentId, { version: 2, steps: QUICK })
  return {
    deploymentId,
    ...rollout,
    changeRequestId: rollout.changeRequestId ?? '',
    before: await orders(deploymentId),
  }
}

test('under four eyes nothing moves until somebody else approves; then it runs, and its request ends with it', async () => {
  const { deploymentId, rolloutId, changeRequestId, before } = await asked()
  await scene.tick(deploymentId)
  expect(await scene.statusOf(rolloutId)).toBe('PENDING')
  const requester = scene.person('Olga', ['operator', 'approver'])
  await expect(scene.vote(changeRequestId, 'approve', { ...requester, id: scene.olga.id })).rejects.toMatchObject({
    code: 'forbidden',
    details: { reason: 'requester' },
  })
  await scene.tick(deploymentId)
  expect(await orders(deploymentId)).toBe(before)
  await scene.vote(changeRequestId, 'approve')
  await scene.tick(deploymentId)
  expect(await scene.statusOf(rolloutId)).toBe('WARMING')
  expect(await requestOf(changeRequestId)).toMatchObject({ state: 'EXECUTING' })
  await scene.obey(deploymentId)
  await scene.do('abort', rolloutId)
  await scene.obey(deploymentId)
  expect(await scene.statusOf(rolloutId)).toBe('ROLLED_BACK')
  expect(await requestOf(changeRequestId)).toMatchObject({ state: 'FAILED' })
})

test('a rejected request ends the rollout without an order', async () => {
  const { deploymentId, rolloutId, changeRequestId, before } = await asked()
  await scene.vote(changeRequestId, 'reject')
  await scene.tick(deploymentId)
  expect(await scene.rowOf(rolloutId)).toMatchObject({ status: 'CANCELLED', endReason: 'REJECTED' })
  expect(await orders(deploymentId)).toBe(before)
})

test('an expired request ends the rollout without an order', async () => {
  const { deploymentId, rolloutId, changeRequestId, before } = await asked()
  await scene.act(async (tx, audit) => {
    await tx.changeRequest.update({
      where: { id: changeRequestId },
      data: { state: 'EXPIRED', expiresAt: new Date(0) },
    })
    await audit.record('approvals.change-request-expired', { resources: [] })
  })
  await scene.tick(deploymentId)
  expect(await scene.rowOf(rolloutId)).toMatchObject({ status: 'CANCELLED', endReason: 'EXPIRED' })
  expect(await orders(deploymentId)).toBe(before)
})

test('an approval that ran out before it was used ends the rollout, and its request with it', async () => {
  const { deploymentId, rolloutId, changeRequestId, before } = await asked()
  await scene.vote(changeRequestId, 'approve')
  await scene.act(async (tx, audit) => {
    await tx.changeRequest.update({ where: { id: changeRequestId }, data: { expiresAt: new Date(0) } })
    await audit.record('approvals.change-request-expired', { resources: [] })
  })
  await scene.tick(deploymentId)
  expect(await scene.rowOf(rolloutId)).toMatchObject({ status: 'CANCELLED', endReason: 'EXPIRED' })
  expect(await requestOf(changeRequestId)).toMatchObject({ state: 'CANCELLED' })
  expect(await orders(deploymentId)).toBe(before)
})

test('an abort before the decision withdraws the request', async () => {
  const { rolloutId, changeRequestId } = await asked()
  await scene.do('abort', rolloutId)
  expect(await scene.rowOf(rolloutId)).toMatchObject({ status: 'CANCELLED', endReason: 'ABORTED' })
  expect(await requestOf(changeRequestId)).toMatchObject({ state: 'CANCELLED' })
  await expect(scene.vote(changeRequestId, 'approve')).rejects.toMatchObject({ code: 'conflict' })
})

test('a manual step of an approved rollout is confirmed by somebody else than who asked for it', async () => {
  const deploymentId = await scene.newDeployment('four-eyes')
  await scene.serve(deploymentId, 1)
  const steps = [
    { candidateBps: 1000, minDwellSec: 0, manual: true },
    { candidateBps: 10_000, minDwellSec: 0 },
  ]
  const { rolloutId, changeRequestId } = await scene.ask(deploymentId, { version: 2, strategy: 'linear', steps })
  await scene.vote(changeRequestId ?? '', 'approve')
  await scene.tick(deploymentId)
  await scene.obey(deploymentId)
  await scene.feed(rolloutId)
  expect(await scene.statusOf(rolloutId)).toBe('AWAITING_APPROVAL')
  await expect(scene.do('advance', rolloutId, { by: scene.olga })).rejects.toMatchObject({ code: 'refused' })
  await scene.do('advance', rolloutId, { by: scene.omar })
  expect(await scene.rowOf(rolloutId)).toMatchObject({ status: 'APPLYING', stepIndex: 1 })
})
