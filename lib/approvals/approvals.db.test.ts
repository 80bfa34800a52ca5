import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import type { Role } from '@/lib/identity/domain/permissions'
import type { Principal } from '@/lib/identity/domain/principal'
import { useTestDatabase } from '@/lib/server/testing/test-database'

const testDb = await useTestDatabase()
const { database } = await import('@/lib/server/database')
const { newId } = await import('@/lib/kernel/new-id')
const { defineCommand } = await import('@/lib/server/operation')
const { runCommand } = await import('@/lib/server/run-command')
const { runQuery } = await import('@/lib/server/run-query')
const door = await import('./door')
const { castVote } = await import('./use-cases/cast-vote')
const { cancelChangeRequest } = await import('./use-cases/cancel-change-request')
const { getChangeRequest } = await import('./use-cases/get-change-request')
const { listChangeRequests } = await import('./use-cases/list-change-requests')
const { approvalsJobs } = await import('./jobs')
const { log: quiet } = await import('@/lib/server/log')
const { expireChangeRequest } = await import('./use-cases/expire-change-request')

const workspaceId = newId()
const deploymentId = newId()
const toDigest = `sha256:${'1'.repeat(64)}`
type User = Extract<Principal, { kind: 'user' }>

function person(name: string, roles: Role[]): User {
  const email = `${name.toLowerCase()}@example.test`
  return {
    kind: 'user',
    id: newId(),
    name,
    email,
    sessionId: newId(),
    method: 'password',
    grants: [{ workspaceId, roles }],
  }
}
const olga = person('Olga', ['operator'])
const anna = person('Anna', ['approver'])
const amir = person('Amir', ['approver', 'operator'])
const vera = person('Vera', ['viewer'])

/** The part of a room above: it submits and executes inside commands of its own. */
const ask = defineCommand({
  name: 'rollouts.test-request',
  permission: 'approvals:request',
  input: z.strictObject({ deploymentId: z.string().nullable() }),
  output: z.object({ changeRequestId: z.string(), approvalDigest: z.string(), number: z.number() }),
  audit: ['approvals.change-request-submitted'],
  run: (ctx, input) =>
    door.submitForApproval(ctx.tx, ctx, {
      workspaceId,
      action: 'promote',
      environmentId: null,
      deploymentId: input.deploymentId,
      subjects: [{ kind: 'Deployment', id: deploymentId, digest: toDigest, label: 'credit' }],
      title: 'Promote credit v2',
      reason: 'better on the stream',
      fromDigest: null,
      toDigest,
      diff: [{ path: '/variants/0/weightBps', before: 500, after: 10_000 }],
      evidence: { preflight: 'passed' },
    }),
})
const execute = defineCommand({
  name: 'rollouts.test-execute',
  permission: 'approvals:request',
  input: z.strictObject({ changeRequestId: z.string(), toDigest: z.string() }),
  output: z.object({ id: z.string() }),
  audit: ['approvals.change-request-executing'],
  run: (ctx, input) => door.authorizeExecution(ctx.tx, { workspaceId, fromDigest: null, audit: ctx.audit, ...input }),
})

const submit = (principal: Principal = olga, on: string | null = deploymentId) =>
  runCommand(ask, { principal, workspace: workspaceId, input: { deploymentId: on } })
const vote = (
  principal: Principal,
  request: { changeRequestId: string; approvalDigest: string },
  decision: 'approve' | 'reject',
  extra: object = {},
) =>
  runCommand(castVote, {
    principal,
    workspace: workspaceId,
    input: {
      ...request,
      cycle: 1,
      decision,
      reason: decision === 'reject' ? 'not convinced yet' : undefined,
      ...extra,
    },
  })
const pick = ({ changeRequestId, approvalDigest }: { changeRequestId: string; approvalDigest: string }) => ({
  changeRequestId,
  approvalDigest,
})
const stateOf = async (id: string) => (await database().changeRequest.findFirstOrThrow({ where: { id } })).state
const run = (changeRequestId: string, to = toDigest) =>
  runCommand(execute, { principal: olga, workspace: workspaceId, input: { changeRequestId, toDigest: to } })

beforeAll(async () => {
  const db = database()
  await db.workspace.create({ data: { id: workspaceId, slug: 'acme', name: 'Acme' } })
  const { insertAuditEvent } = await import('@/lib/audit/door')
  await db.$transaction(async (tx) => {
    for (const user of [olga, anna, amir, vera]) {
      await tx.user.create({ data: { id: user.id, email: user.email, name: user.name } })
      await tx.member.create({ data: { workspaceId, userId: user.id, roles: [...(user.grants[0]?.roles ?? [])] } })
    }
    const event = { principal: olga, command: 'seed', requestId: newId(), outcome: 'success', resources: [] } as const
    await insertAuditEvent(tx, { ...event, workspaceId, type: 'identity.member-added' })
  })
})
afterAll(() => testDb.drop())

test('a request shows what is asked, on what evidence, who may decide, and why not the requester', async () => {
  const request = await submit()
  const read = (principal: Principal) =>
    runQuery(getChangeRequest, {
      principal,
      workspace: workspaceId,
      input: { changeRequestId: request.changeRequestId },
    })
  const seen = await read(olga)
  expect(seen).toMatchObject({
    state: 'IN_REVIEW',
    mayDecide: false,
    mayCancel: true,
    evidence: { preflight: 'passed' },
    votes: [],
  })
  expect(seen.whyNot).toContain('You asked')
  expect(seen.payload).toMatchObject({ type: 'slipway/approval/v1', requestedBy: olga.id, toDigest })
  expect(seen.deciders.map((p) => p.name)).toEqual(['Amir', 'Anna'])
  expect(await read(anna)).toMatchObject({ mayDecide: true, whyNot: null, mayCancel: false })
  expect((await read(vera)).whyNot).toContain('approvals:vote')
  const inbox = async (principal: Principal, of: string) =>
    (await runQuery(listChangeRequests, { principal, workspace: workspaceId, input: { inbox: of } })).items.map(
      (i) => i.id,
    )
  expect(await inbox(anna, 'mine-to-decide')).toContain(request.changeRequestId)
  expect(await inbox(olga, 'mine-to-decide')).toEqual([])
  expect(await inbox(olga, 'mine')).toContain(request.changeRequestId)
  await runCommand(cancelChangeRequest, {
    principal: olga,
    workspace: workspaceId,
    input: { changeRequestId: request.changeRequestId },
  })
})

test('S20: the requester never decides, whatever roles they hold', async () => {
  const request = pick(await submit(amir))
  await expect(vote(amir, request, 'approve')).rejects.toMatchObject({
    code: 'forbidden',
    details: { reason: 'requester' },
  })
  expect(await stateOf(request.changeRequestId)).toBe('IN_REVIEW')
})

test("S18, S22: neither a token of an approver nor one of the requester votes, and a token asks in its owner's name", async () => {
  const token = (owner: User, scopes: ('approvals:request' | 'approvals:vote')[]): Principal => ({
    kind: 'token',
    id: newId(),
    name: 'ci',
    tokenKind: 'pat',
    owner: { id: owner.id, name: owner.name },
    workspaceId,
    scopes,
    deploymentIds: [],
    ownerRoles: owner.grants[0]?.roles ?? [],
  })
  const request = pick(await submit(token(amir, ['approvals:request'])))
  await expect(vote(token(anna, ['approvals:vote']), request, 'approve')).rejects.toMatchObject({ code: 'forbidden' })
  await expect(vote(amir, request, 'approve')).rejects.toMatchObject({ details: { reason: 'requester' } })
  expect((await vote(anna, request, 'approve')).state).toBe('APPROVED')
})

test('two approvers at once: one approval counts, the other is told, and there is one event of each kind', async () => {
  const request = pick(await submit())
  const votes = await Promise.allSettled([vote(anna, request, 'approve'), vote(amir, request, 'approve')])
  expect(votes.map((v) => v.status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(await database().vote.count({ where: { changeRequestId: request.changeRequestId } })).toBe(1)
  const events = await database().auditEvent.findMany({
    where: { resources: { has: `change-request:${request.changeRequestId}` }, outcome: 'success' },
  })
  expect(events.map((e) => e.type).sort()).toEqual([
    'approvals.change-request-approved',
    'approvals.change-request-submitted',
    'approvals.vote-cast',
  ])
})

test('approve against reject, in either order: rejected in the end, never executed', async () => {
  for (let round = 0; round < 4; round += 1) {
    const request = pick(await submit())
    await Promise.allSettled([vote(anna, request, 'approve'), vote(amir, request, 'reject')])
    expect(await stateOf(request.changeRequestId)).toBe('REJECTED')
    await expect(run(request.changeRequestId)).rejects.toMatchObject({
      code: 'refused',
      details: { reason: 'wrong_state' },
    })
  }
})

test('a vote names the cycle and digest that were seen; a rejection needs a reason', async () => {
  const request = pick(await submit())
  const other = { approvalDigest: `sha256:${'0'.repeat(64)}` }
  await expect(vote(anna, request, 'approve', other)).rejects.toMatchObject({
    code: 'conflict',
    details: { reason: 'stale_cycle' },
  })
  await expect(vote(anna, request, 'approve', { cycle: 2 })).rejects.toMatchObject({
    details: { reason: 'stale_cycle' },
  })
  await expect(vote(anna, request, 'reject', { reason: 'no' })).rejects.toMatchObject({ code: 'invalid' })
  expect((await vote(anna, request, 'approve')).state).toBe('APPROVED')
  expect((await vote(anna, request, 'approve')).state).toBe('APPROVED')
})

test('S27: parallel executions of one approval have one effect, and only for what was approved', async () => {
  const request = pick(await submit())
  await expect(run(request.changeRequestId)).rejects.toMatchObject({ details: { reason: 'wrong_state' } })
  await vote(anna, request, 'approve')
  await expect(run(request.changeRequestId, `sha256:${'2'.repeat(64)}`)).rejects.toMatchObject({
    details: { reason: 'stale' },
  })
  const runs = await Promise.allSettled(Array.from({ length: 10 }, () => run(request.changeRequestId)))
  expect(runs.filter((r) => r.status === 'fulfilled')).toHaveLength(1)
  expect(await database().executionGrant.count({ where: { changeRequestId: request.changeRequestId } })).toBe(1)
  const second = pick(await submit())
  await vote(anna, second, 'approve')
  await expect(run(second.changeRequestId)).rejects.toMatchObject({ details: { reason: 'busy' } })
})

test('an approver who lost the right before execution no longer counts', async () => {
  const bea = person('Bea', ['approver'])
  const { insertAuditEvent } = await import('@/lib/audit/door')
  const setRoles = (roles: Role[]) =>
    database().$transaction(async (tx) => {
      const key = { workspaceId, userId: bea.id }
      await tx.member.upsert({ where: { workspaceId_userId: key }, create: { ...key, roles }, update: { roles } })
      const event = { principal: olga, command: 'seed', requestId: newId(), outcome: 'success', resources: [] } as const
      await insertAuditEvent(tx, { ...event, workspaceId, type: 'identity.roles-changed' })
    })
  await database().user.create({ data: { id: bea.id, email: bea.email, name: bea.name } })
  await setRoles(['approver'])
  const request = pick(await submit(olga, newId()))
  await vote(bea, request, 'approve')
  await setRoles(['viewer'])
  await expect(run(request.changeRequestId)).rejects.toMatchObject({ details: { reason: 'quorum_lost' } })
})

test('time closes a request and never approves it; the room that asked is woken', async () => {
  const request = await submit()
  const later = { now: () => new Date(Date.now() + 80 * 3_600_000) }
  await expect(
    runCommand(castVote, {
      principal: anna,
      workspace: workspaceId,
      clock: later,
      input: { ...pick(request), cycle: 1, decision: 'approve' },
    }),
  ).rejects.toMatchObject({ details: { reason: 'expired' } })
  const job: Principal = {
    kind: 'job',
    id: 'approvals.expire',
    name: 'approvals.expire',
    permissions: ['approvals:expire'],
  }
  const expire = (clock?: { now(): Date }) =>
    runCommand(expireChangeRequest, {
      principal: job,
      workspace: workspaceId,
      input: { changeRequestId: request.changeRequestId },
      ...(clock ? { clock } : {}),
    })
  expect((await expire()).state).toBe('IN_REVIEW')
  expect((await expire(later)).state).toBe('EXPIRED')
  await approvalsJobs[0]?.run({}, { log: quiet })
  const jobs = await database().$queryRaw<
    { key: string }[]
  >`SELECT key FROM graphile_worker.jobs WHERE key = ${`rollouts.evaluate:${deploymentId}`}`
  expect(jobs).toHaveLength(1)
})

test('only the requester cancels', async () => {
  const request = pick(await submit())
  const cancel = (principal: Principal) =>
    runCommand(cancelChangeRequest, {
      principal,
      workspace: workspaceId,
      input: { changeRequestId: request.changeRequestId },
    })
  await expect(cancel(amir)).rejects.toMatchObject({ code: 'forbidden' })
  expect((await cancel(olga)).state).toBe('CANCELLED')
  await expect(vote(anna, request, 'approve')).rejects.toMatchObject({ details: { reason: 'wrong_state' } })
})

test('what was signed cannot be changed, nor a step of the table be skipped, past the commands', async () => {
  const { changeRequestId: id } = await submit()
  const cycle = { changeRequestId: id, cycle: 1 }
  const payload = Buffer.from('{}')
  await expect(database().changeRequestCycle.updateMany({ where: cycle, data: { payload } })).rejects.toThrow(
    'SLIPWAY_IMMUTABLE_REQUEST',
  )
  await expect(database().changeRequest.updateMany({ where: { id }, data: { state: 'EXECUTING' } })).rejects.toThrow(
    'SLIPWAY_ILLEGAL_TRANSITION',
  )
})
