import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '@/lib/kernel/new-id'
import { useTestDatabase } from '@/lib/server/testing/test-database'
import { agentPaths } from './domain/protocol'
import type { Scene } from './testing/scene'

const testDb = await useTestDatabase()
const { makeScene } = await import('./testing/scene')
const { stopWakeHub } = await import('./wake-hub')
const { sweepAgents } = await import('./sweep')

let scene: Scene
beforeAll(async () => {
  scene = await makeScene()
})
afterAll(async () => {
  await stopWakeHub()
  await testDb.drop()
})

async function leaseOne(agent: Awaited<ReturnType<Scene['newAgent']>>) {
  const [leased] = await agent.lease()
  if (!leased) throw new Error('nothing was leased')
  return leased
}

/** An agent with a deployment whose first plan is settled. */
async function serving(name: string) {
  const agent = await scene.newAgent(name)
  const deployment = await scene.newDeployment(agent, name)
  const first = await scene.issue(deployment.id, { a: 10_000 })
  const leased = await leaseOne(agent)
  await agent.carryOut(leased)
  return { agent, deployment, first, leased }
}

test('a command travels from intent to settled plan with one audit event per end', async () => {
  const { agent, deployment, first, leased } = await serving('happy')
  expect(first).toMatchObject({ generation: 1n, fence: 1n })
  expect(leased.payload).toMatchObject({ planDigest: first.planDigest, fence: '1', precondition: { planDigests: [] } })
  const settled = await scene.door.settledPlan(scene.database(), deployment.id)
  expect(settled).toMatchObject({
    generation: 1n,
    settledGeneration: 1n,
    settledPlanDigest: first.planDigest,
    fence: 1n,
  })
  expect(await scene.audits('agents.command-ended', `command:${first.commandId}`)).toBe(1)
  expect(await scene.audits('agents.receipt-recorded', `command:${first.commandId}`)).toBe(1)
  const { body } = await agent.poll({ observed: [agent.observe(leased.payload)] })
  expect(body.desired).toHaveLength(1)
  expect(await scene.door.observed(scene.database(), deployment.id)).toMatchObject({
    planDigest: first.planDigest,
    agentStatus: 'ONLINE',
  })
})

test('two concurrent polls lease each command once', async () => {
  const { agent, deployment } = await serving('parallel')
  await scene.issue(deployment.id, { a: 9500, b: 500 })
  const polls = await Promise.all([agent.poll(), agent.poll(), agent.poll()])
  expect(polls.map((poll) => poll.status)).toEqual([200, 200, 200])
  expect(polls.flatMap((poll) => poll.body.commands)).toHaveLength(1)
})

test('F1: a repeated accept is answered alike and gives one run and one receipt', async () => {
  const { agent, deployment } = await serving('f1')
  const { commandId } = await scene.issue(deployment.id, { a: 9500, b: 500 })
  const { leaseToken, payload } = await leaseOne(agent)
  const answers = [
    await agent.report(commandId, leaseToken, ['ACCEPTED']),
    await agent.report(commandId, leaseToken, ['ACCEPTED']),
  ]
  expect(answers.map((answer) => [answer.status, answer.body.state])).toEqual([
    [200, 'ACCEPTED'],
    [200, 'ACCEPTED'],
  ])
  const receipt = agent.receipt(payload, { result: 'SUCCEEDED' })
  const ends = [
    await agent.report(commandId, leaseToken, ['SUCCEEDED'], receipt),
    await agent.report(commandId, leaseToken, ['SUCCEEDED'], receipt),
  ]
  expect(ends.map((answer) => [answer.status, answer.body.state])).toEqual([
    [200, 'SUCCEEDED'],
    [200, 'SUCCEEDED'],
  ])
  expect(await scene.database().receipt.count({ where: { commandId } })).toBe(1)
  expect(await scene.audits('agents.command-ended', `command:${commandId}`)).toBe(1)
})

test('F2: of two holders of one state directory the older epoch is stale, and its join locks the agent', async () => {
  const { agent, deployment, first } = await serving('f2')
  const copy = agent.copy()
  await agent.openSession()
  expect(await copy.poll()).toMatchObject({ status: 409, body: { reason: 'stale_epoch' } })
  expect((await agent.poll()).status).toBe(200)
  expect(await copy.openSession()).toMatchObject({ status: 423, body: { reason: 'agent_locked' } })
  expect(await agent.poll()).toMatchObject({ status: 423, body: { reason: 'agent_locked' } })
  expect(await scene.audits('agents.clone-suspected', `agent:${agent.agentId}`)).toBe(1)
  const settled = await scene.door.settledPlan(scene.database(), deployment.id)
  expect(settled.settledPlanDigest).toBe(first.planDigest)
})

test('a lost answer to a join is repeated with the same epoch and secret', async () => {
  const agent = await scene.newAgent('retry')
  const bootId = newId()
  const before = { ...agent.joinState }
  const lost = await agent.openSession({ bootId, keep: false })
  agent.joinState = before
  const again = await agent.openSession({ bootId })
  expect(again.status).toBe(200)
  expect([again.body.epoch, again.body.joinState]).toEqual([lost.body.epoch, lost.body.joinState])
  expect((await agent.poll()).status).toBe(200)
})

test('F6: a command that nobody fetched expires, its intent is withdrawn, and nothing happens on return', async () => {
  const { agent, deployment, first } = await serving('f6')
  const { commandId } = await scene.issue(deployment.id, { a: 9500, b: 500 }, { expiresInMs: 1 })
  await sweepAgents()
  expect(await scene.stateOf(commandId)).toMatchObject({ state: 'EXPIRED', code: 'no_eligible_agent' })
  expect((await agent.poll()).body.commands).toEqual([])
  const settled = await scene.door.settledPlan(scene.database(), deployment.id)
  expect(settled).toMatchObject({ generation: 3n, planDigest: first.planDigest, settledGeneration: 3n, fence: 2n })
  expect(await scene.audits('agents.command-ended', `command:${commandId}`)).toBe(1)
})

test('F7: a rollback overtakes a running promote, which the agent then confirms as cancelled', async () => {
  const { agent, deployment, first } = await serving('f7')
  const promote = await scene.issue(deployment.id, { a: 5000, b: 5000 })
  const running = await leaseOne(agent)
  await agent.report(promote.commandId, running.leaseToken, ['ACCEPTED', 'RUNNING'])
  const waiting = await scene.issue(deployment.id, { a: 4000, b: 6000 })
  const back = await scene.issue(deployment.id, { a: 10_000 }, { lane: 'protective' })
  expect(back.fence).toBe(4n)
  expect(await scene.stateOf(waiting.commandId)).toMatchObject({ state: 'CANCELLED', code: 'superseded' })
  const answer = await agent.poll()
  expect(answer.body.cancel).toHaveLength(1)
  expect(answer.body.commands).toHaveLength(1)
  const command = JSON.parse(Buffer.from(answer.body.commands[0]?.envelope.payload ?? '', 'base64').toString('utf8'))
  expect(command).toMatchObject({ commandId: back.commandId, lane: 'protective' })
  expect(command.precondition.planDigests).toEqual(expect.arrayContaining([first.planDigest, promote.planDigest]))
  expect(command.precondition.supersedes).toContain(promote.commandId)
  const token = answer.body.commands[0]?.leaseToken ?? ''
  const receipt = agent.receipt(command, { result: 'SUCCEEDED' })
  expect((await agent.report(back.commandId, token, ['ACCEPTED', 'SUCCEEDED'], receipt)).body.state).toBe('SUCCEEDED')
  const cancelled = agent.receipt(running.payload, { result: 'CANCELLED', code: 'superseded' })
  expect((await agent.report(promote.commandId, running.leaseToken, ['CANCELLED'], cancelled)).body.state).toBe(
    'CANCELLED',
  )
  expect(await scene.door.settledPlan(scene.database(), deployment.id)).toMatchObject({
    settledPlanDigest: first.planDigest,
    settledGeneration: back.generation,
    generation: back.generation,
  })
})

test('F8: a lease that ended is lost to its holder and goes to the next poll', async () => {
  const { agent, deployment } = await serving('f8')
  const { commandId } = await scene.issue(deployment.id, { a: 9500, b: 500 })
  const old = await leaseOne(agent)
  await scene.database()
    .$executeRaw`UPDATE "Command" SET "leaseUntil" = now() - interval '1 s' WHERE id = ${commandId}::uuid`
  await sweepAgents()
  expect(await agent.report(commandId, old.leaseToken, ['ACCEPTED'])).toMatchObject({
    status: 409,
    body: { reason: 'lease_lost' },
  })
  const next = await leaseOne(agent)
  expect((await agent.carryOut(next)).body.state).toBe('SUCCEEDED')
})

test('F9: a replayed request counts once; a replayed session request does not lock the agent', async () => {
  const agent = await scene.newAgent('f9')
  const request = agent.signed('POST', `${agentPaths.poll}?wait=0`, {
    cursor: '0',
    observed: [],
    running: [],
    checkpointSize: null,
  })
  const copy = request.clone()
  expect((await agent.send(scene.routes.poll, request)).status).toBe(200)
  expect(await agent.send(scene.routes.poll, copy as Request)).toMatchObject({
    status: 409,
    body: { reason: 'replayed' },
  })
  const session = await agent.sessionRequest()
  const captured = session.clone()
  expect((await agent.send(scene.routes.session, session)).status).toBe(200)
  expect(await agent.send(scene.routes.session, captured as Request)).toMatchObject({
    status: 409,
    body: { reason: 'challenge_used' },
  })
  const row = await scene.database().agent.findUniqueOrThrow({ where: { id: agent.agentId } })
  expect(row.state).toBe('ACTIVE')
})

test('F10: a command that an agent refuses ends REJECTED with its code and leaves the plan as it was', async () => {
  const { agent, deployment, first } = await serving('f10')
  const { commandId } = await scene.issue(deployment.id, { a: 9500, b: 500 })
  const { leaseToken, payload } = await leaseOne(agent)
  const receipt = agent.receipt(payload, { result: 'REJECTED', code: 'bad_signature' })
  expect((await agent.report(commandId, leaseToken, ['REJECTED'], receipt)).body.state).toBe('REJECTED')
  expect(await scene.stateOf(commandId)).toMatchObject({ state: 'REJECTED', code: 'bad_signature' })
  expect(await scene.audits('agents.command-refused', `command:${commandId}`)).toBe(1)
  expect(await scene.door.settledPlan(scene.database(), deployment.id)).toMatchObject({
    planDigest: first.planDigest,
    settledPlanDigest: first.planDigest,
  })
})

test('F11: a clock ten minutes off gets one clock_skew with the server time, then is accepted', async () => {
  const agent = await scene.newAgent('f11')
  for (const offset of [600, -600]) {
    agent.clockOffsetSec = offset
    const refused = await agent.poll()
    expect(refused).toMatchObject({ status: 401, body: { reason: 'clock_skew' } })
    agent.clockOffsetSec += Math.round((Date.parse(refused.body.serverTime) - (Date.now() + offset * 1000)) / 1000)
    expect((await agent.poll()).status).toBe(200)
  }
})

test('what waits at an agent is what its last poll said', async () => {
  const agent = await scene.newAgent('spooling')
  const spool = { bytes: 4096, rows: 17, oldestAt: new Date(0).toISOString() }
  const body = { cursor: '0', observed: [], running: [], checkpointSize: null }
  const poll = (sent: object) => agent.send(scene.routes.poll, agent.signed('POST', `${agentPaths.poll}?wait=0`, sent))
  expect((await poll({ ...body, spool })).status).toBe(200)
  // An agent that does not say leaves what is known.
  expect((await poll(body)).status).toBe(200)
  const known = await scene.database().agentPresence.findUniqueOrThrow({ where: { agentId: agent.agentId } })
  expect(known.spool).toEqual(spool)
})

test('another key, a changed body or a changed path is a bad signature', async () => {
  const agent = await scene.newAgent('forged')
  const body = { cursor: '0', observed: [], running: [], checkpointSize: null }
  const good = agent.signed('POST', `${agentPaths.poll}?wait=0`, body)
  const changed = new Request(good.url, {
    method: 'POST',
    headers: good.headers,
    body: JSON.stringify({ ...body, cursor: '1' }),
  })
  expect(await agent.send(scene.routes.poll, changed)).toMatchObject({ status: 401, body: { reason: 'bad_signature' } })
  const moved = new Request(good.url.replace('wait=0', 'wait=1'), {
    method: 'POST',
    headers: good.headers,
    body: JSON.stringify(body),
  })
  expect(await agent.send(scene.routes.poll, moved)).toMatchObject({ status: 401, body: { reason: 'bad_signature' } })
  const stranger = agent.copy()
  stranger.key = (await scene.newAgent('forger')).key
  expect(await stranger.poll()).toMatchObject({ status: 401, body: { reason: 'bad_signature' } })
})

test('an enrolment token works once', async () => {
  const { FakeAgent } = await import('./testing/fake-agent')
  const token = await scene.mintToken('once')
  expect((await new FakeAgent(scene.routes).enroll(token)).status).toBe(200)
  expect(await new FakeAgent(scene.routes).enroll(token)).toMatchObject({
    status: 410,
    body: { reason: 'token_spent' },
  })
  const other = `${token.slice(0, -1)}${token.endsWith('x') ? 'y' : 'x'}`
  expect((await new FakeAgent(scene.routes).enroll(other)).status).toBe(401)
})

test('a new enrolment of a known agent shuts the old key out', async () => {
  const { FakeAgent } = await import('./testing/fake-agent')
  const { agent: old, deployment } = await serving('reinstalled')
  const fresh = new FakeAgent(scene.routes)
  expect((await fresh.enroll(await scene.mintToken('reinstalled', true))).status).toBe(200)
  expect(fresh.agentId).toBe(old.agentId)
  expect((await fresh.openSession()).status).toBe(200)
  expect(await old.poll()).toMatchObject({ status: 401 })
  const { body } = await fresh.poll()
  expect(body.desired).toHaveLength(1)
  expect(deployment.agentId).toBe(fresh.agentId)
})

test('a held poll is woken by a command and answers at once', async () => {
  const { agent, deployment } = await serving('held')
  const { body } = await agent.poll()
  const held = agent.poll({ wait: 20, cursor: body.cursor })
  const startedMs = Date.now()
  await scene.issue(deployment.id, { a: 9500, b: 500 })
  expect((await held).body.commands).toHaveLength(1)
  expect(Date.now() - startedMs).toBeLessThan(3000)
})

test('a poll held to its end says the time at which it is answered', async () => {
  const { agent } = await serving('held-to-the-end')
  const { body: now } = await agent.poll()
  const asked = Date.now()
  const { body } = await agent.poll({ wait: 1, cursor: now.cursor })
  expect(body.commands).toEqual([])
  expect(Date.parse(body.serverTime) - asked).toBeGreaterThan(900)
})

test('a poll whose session was replaced while it was held leases nothing', async () => {
  const { agent, deployment } = await serving('stale')
  const { body } = await agent.poll()
  const held = agent.poll({ wait: 20, cursor: body.cursor })
  await agent.openSession()
  await scene.issue(deployment.id, { a: 9500, b: 500 })
  expect(await held).toMatchObject({ status: 409, body: { reason: 'stale_epoch' } })
  expect((await agent.poll()).body.commands).toHaveLength(1)
})

test('ten equal orders at once give one command and ten equal answers', async () => {
  const { deployment } = await serving('clicks')
  const key = newId()
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => scene.issue(deployment.id, { a: 10_000 }, { lane: 'protective', key })),
  )
  expect(new Set(answers.map((answer) => answer.commandId)).size).toBe(1)
  expect(await scene.database().command.count({ where: { deploymentId: deployment.id, lane: 'protective' } })).toBe(1)
})

test('one active command per lane is a rule of the database, not of the code', async () => {
  const { agent, deployment } = await serving('lane')
  const first = await scene.issue(deployment.id, { a: 9500, b: 500 })
  const second = await scene.issue(deployment.id, { a: 9000, b: 1000 })
  await leaseOne(agent)
  expect(await agent.lease()).toEqual([])
  const cheat = scene.database().$executeRaw`UPDATE "Command" SET state = 'LEASED' WHERE id = ${second.commandId}::uuid`
  await expect(cheat).rejects.toThrow(/one_active_command|23505/)
  expect((await scene.stateOf(first.commandId)).state).toBe('LEASED')
})

test('an order that expects a plan no longer in force is a conflict', async () => {
  const { deployment } = await serving('moved')
  const stale = scene.issue(deployment.id, { a: 9500, b: 500 }, { from: [`sha256:${'9'.repeat(64)}`] })
  await expect(stale).rejects.toMatchObject({ code: 'conflict', details: { reason: 'plan_changed' } })
})
