import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { useTestDatabase } from '@/lib/server/testing/test-database'
import type { FakeAgent } from './testing/fake-agent'
import type { Scene } from './testing/scene'

const testDb = await useTestDatabase()
const { makeScene } = await import('./testing/scene')
const { stopWakeHub } = await import('./wake-hub')
const { sweepAgents } = await import('./sweep')
const { beat } = await import('./process-heartbeat')
const { runCommand } = await import('@/lib/server/run-command')
const { runQuery } = await import('@/lib/server/run-query')
const { settleCommand } = await import('./use-cases/settle-command')
const { cancelCommand } = await import('./use-cases/cancel-command')
const { revokeAgent } = await import('./use-cases/revoke-agent')
const { unlockAgent } = await import('./use-cases/unlock-agent')
const { getAgent } = await import('./use-cases/get-agent')
const { listAgents } = await import('./use-cases/list-agents')

let scene: Scene
beforeAll(async () => {
  scene = await makeScene()
})
beforeEach(() => beat('worker'))
afterAll(async () => {
  await stopWakeHub()
  await testDb.drop()
})

const sql = (text: string, ...values: unknown[]) => scene.database().$executeRawUnsafe(text, ...values)
const silence = (agent: FakeAgent, sec: number) =>
  sql(
    `UPDATE "AgentPresence" SET "lastSeenAt" = now() - make_interval(secs => $1::int) WHERE "agentId" = $2::uuid`,
    sec,
    agent.agentId,
  )
const endLease = (commandId: string) =>
  sql(`UPDATE "Command" SET "leaseUntil" = now() - interval '1 s' WHERE id = $1::uuid`, commandId)
const reason = 'because the test says so'

/** A second command that the agent has accepted, over a first plan that is settled. */
async function accepted(name: string) {
  const agent = await scene.newAgent(name)
  const deployment = await scene.newDeployment(agent, name)
  const first = await scene.issue(deployment.id, { a: 10_000 })
  const [one] = await agent.lease()
  if (!one) throw new Error('nothing was leased')
  await agent.carryOut(one)
  const second = await scene.issue(deployment.id, { a: 9500, b: 500 })
  const [leased] = await agent.lease()
  if (!leased) throw new Error('nothing was leased')
  await agent.report(second.commandId, leased.leaseToken, ['ACCEPTED'])
  return { agent, deployment, first, second, firstLeased: one, leased }
}

async function lost(name: string) {
  const made = await accepted(name)
  await endLease(made.second.commandId)
  await sweepAgents()
  expect(await scene.stateOf(made.second.commandId)).toMatchObject({ state: 'UNKNOWN', code: 'lease_lost' })
  return made
}

test('an accepted command whose lease is lost is UNKNOWN, and the plan lane waits for it', async () => {
  const { agent, deployment } = await lost('unknown')
  const next = await scene.issue(deployment.id, { a: 9000, b: 1000 })
  expect(await agent.lease()).toEqual([])
  const view = await runQuery(getAgent, { ...scene.as, input: { agentId: agent.agentId } })
  expect(view.commands.find((command) => command.id === next.commandId)?.waitingFor).toMatchObject({
    reason: 'lane_busy',
  })
  await scene.issue(deployment.id, { a: 10_000 }, { lane: 'protective' })
  expect((await agent.lease()).map((leased) => leased.payload.lane)).toEqual(['protective'])
})

test('a fresh observation of the plan at its fence makes a lost command succeed', async () => {
  const { agent, second, leased } = await lost('seen')
  await agent.poll({ observed: [agent.observe(leased.payload)] })
  expect(await scene.stateOf(second.commandId)).toMatchObject({ state: 'SUCCEEDED', code: 'observed' })
  expect(await scene.audits('agents.command-ended', `command:${second.commandId}`)).toBe(1)
})

test('an observation of the untouched plan offers a lost command again', async () => {
  const { agent, second, firstLeased } = await lost('untouched')
  const { body } = await agent.poll({ observed: [agent.observe(firstLeased.payload)] })
  expect(body.commands).toHaveLength(1)
  expect(await scene.stateOf(second.commandId)).toMatchObject({ state: 'LEASED' })
})

test('a late receipt resolves a lost command as recovered', async () => {
  const { agent, second, leased } = await lost('late')
  const receipt = agent.receipt(leased.payload, { result: 'SUCCEEDED' })
  await agent.report(second.commandId, leased.leaseToken, ['SUCCEEDED'], receipt)
  expect(await scene.stateOf(second.commandId)).toMatchObject({ state: 'SUCCEEDED', code: 'recovered' })
})

test.each([
  { live: 'to', state: 'SUCCEEDED' },
  { live: 'from', state: 'QUEUED' },
  { live: 'other', state: 'FAILED' },
])('the journal of a new session resolves a lost command: live = $live gives $state', async ({ live, state }) => {
  const { agent, first, second, leased } = await lost(`journal-${live}`)
  const liveDigest = { to: second.planDigest, from: first.planDigest, other: `sha256:${'9'.repeat(64)}` }[live] ?? null
  const { commandId, fence, planDigest } = leased.payload
  expect((await agent.openSession({ open: [{ commandId, fence, planDigest, liveDigest }] })).status).toBe(200)
  expect((await scene.stateOf(second.commandId)).state).toBe(state)
})

test('an agent that restarts in the middle keeps its accepted command under the new epoch', async () => {
  const { agent, first, second, leased } = await accepted('restart')
  const { commandId, fence, planDigest } = leased.payload
  await agent.openSession({ open: [{ commandId, fence, planDigest, liveDigest: first.planDigest }] })
  expect((await agent.report(commandId, leased.leaseToken, ['RUNNING'])).body.state).toBe('RUNNING')
  await endLease(commandId)
  await agent.poll({ running: [{ commandId, leaseToken: leased.leaseToken }] })
  await sweepAgents()
  const receipt = agent.receipt(leased.payload, { result: 'SUCCEEDED' })
  expect((await agent.report(commandId, leased.leaseToken, ['SUCCEEDED'], receipt)).body.state).toBe('SUCCEEDED')
  expect((await scene.stateOf(second.commandId)).code).toBeNull()
})

test('a failed command with the plan before still live withdraws its intent', async () => {
  const { agent, deployment, first, second, leased } = await accepted('failed')
  const receipt = agent.receipt(leased.payload, { result: 'FAILED', code: 'load_failed' })
  await agent.report(second.commandId, leased.leaseToken, ['FAILED'], receipt)
  expect(await scene.stateOf(second.commandId)).toMatchObject({ state: 'FAILED', code: 'load_failed' })
  expect(await scene.door.settledPlan(scene.database(), deployment.id)).toMatchObject({
    generation: second.generation + 1n,
    planDigest: first.planDigest,
  })
})

test('an outage of the control plane itself extends leases before any is judged', async () => {
  const { second } = await accepted('outage')
  await sql(`UPDATE "ProcessHeartbeat" SET "seenAt" = now() - interval '10 min'`)
  await sql(`UPDATE "Command" SET "leaseUntil" = now() - interval '9 min' WHERE id = $1::uuid`, second.commandId)
  await sweepAgents()
  expect((await scene.stateOf(second.commandId)).state).toBe('ACCEPTED')
})

test('a silent agent is LATE, then OFFLINE, then ONLINE again: one event per change', async () => {
  const agent = await scene.newAgent('silent')
  await sql(`DELETE FROM "ProcessHeartbeat" WHERE kind = 'mark'`)
  const statusOf = async () => (await scene.door.agentHealth(scene.database(), scene.workspaceId, agent.agentId)).status
  await sweepAgents()
  expect(await statusOf()).toBe('ONLINE')
  await silence(agent, 100)
  await sweepAgents()
  expect(await statusOf()).toBe('LATE')
  await silence(agent, 301)
  await sweepAgents()
  await sweepAgents()
  expect(await statusOf()).toBe('OFFLINE')
  await agent.poll()
  await sweepAgents()
  expect(await statusOf()).toBe('ONLINE')
  const resource = `agent:${agent.agentId}`
  const counts = [
    await scene.audits('agents.went-late', resource),
    await scene.audits('agents.went-offline', resource),
    await scene.audits('agents.came-online', resource),
  ]
  expect(counts).toEqual([1, 1, 2])
})

test('a lost command of an agent that is away can be given up, never declared a success', async () => {
  const { agent, second } = await lost('abandoned')
  const settle = () => runCommand(settleCommand, { ...scene.as, input: { commandId: second.commandId, reason } })
  await expect(settle()).rejects.toMatchObject({ code: 'refused' })
  await sql(`DELETE FROM "ProcessHeartbeat" WHERE kind = 'mark'`)
  await silence(agent, 400)
  expect(await settle()).toEqual({ id: second.commandId, state: 'FAILED' })
  await expect(settle()).rejects.toMatchObject({ code: 'conflict' })
})

test('cancelling ends what waits and asks what runs to stop', async () => {
  const { deployment, second } = await accepted('cancel')
  const waiting = await scene.issue(deployment.id, { a: 9000, b: 1000 })
  const cancel = (commandId: string) => runCommand(cancelCommand, { ...scene.as, input: { commandId, reason } })
  expect(await cancel(waiting.commandId)).toMatchObject({ state: 'CANCELLED', ended: true })
  expect(await cancel(second.commandId)).toMatchObject({ state: 'ACCEPTED', ended: false })
  await expect(cancel(waiting.commandId)).rejects.toMatchObject({ code: 'conflict' })
})

test('a revoked agent is refused, and what waited for it is cancelled', async () => {
  const agent = await scene.newAgent('revoked')
  const deployment = await scene.newDeployment(agent, 'revoked')
  const { commandId } = await scene.issue(deployment.id, { a: 10_000 })
  await runCommand(revokeAgent, { ...scene.as, input: { agentId: agent.agentId, reason } })
  expect(await agent.poll()).toMatchObject({ status: 403, body: { reason: 'agent_revoked' } })
  expect(await scene.stateOf(commandId)).toMatchObject({ state: 'CANCELLED', code: 'agent_revoked' })
})

test('a locked agent is unlocked by a new enrolment with a new key', async () => {
  const agent = await scene.newAgent('locked')
  const copy = agent.copy()
  await agent.openSession()
  await copy.openSession()
  const listed = await runQuery(listAgents, { ...scene.as, input: {} })
  expect(listed.items.find((item) => item.name === 'locked')).toMatchObject({
    status: 'LOCKED',
    lockReason: 'CLONE_SUSPECTED',
  })
  const { token } = await runCommand(unlockAgent, { ...scene.as, input: { agentId: agent.agentId, reason } })
  const { FakeAgent } = await import('./testing/fake-agent')
  const fresh = new FakeAgent(scene.routes)
  expect((await fresh.enroll(token)).status).toBe(200)
  expect((await fresh.openSession()).status).toBe(200)
  expect((await fresh.poll()).status).toBe(200)
})
