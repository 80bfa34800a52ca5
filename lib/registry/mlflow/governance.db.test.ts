import { afterAll, beforeAll, expect, test } from 'vitest'
import { useTestDatabase } from '@/lib/server/testing/test-database'

process.env['SLIPWAY_RATE_FACTOR'] = '1000'
const testDb = await useTestDatabase()
const { mlflowClient, mlflowWorkspace, scopedToken } = await import('./testing/mlflow-client')
const { readyVersion } = await import('./testing/ready-version')
const { person } = await import('../testing/people')
const { call: callRoute } = await import('@/lib/server/testing/call')
const { PUT } = await import('@/app/api/v1/registry/models/[modelId]/aliases/[name]/route')
const { carryOutMove } = await import('@/lib/approvals/carry-out-move')
const { castVote } = await import('@/lib/approvals/use-cases/cast-vote')
const { getChangeRequest } = await import('@/lib/approvals/use-cases/get-change-request')
const { database } = await import('@/lib/server/database')
const { runCommand } = await import('@/lib/server/run-command')
const { runQuery } = await import('@/lib/server/run-query')

let ws: Awaited<ReturnType<typeof mlflowWorkspace>>
let call: ReturnType<typeof mlflowClient>
beforeAll(async () => {
  ws = await mlflowWorkspace('governed', 'four-eyes')
  call = mlflowClient(ws.token)
})
afterAll(() => testDb.drop())

const pointer = (name: string, alias: string, client = call) =>
  client('POST', 'registered-models/alias', { name, alias, version: '1' })

/** A second person with the right to approve, as a member now. */
async function approve(changeRequestId: string): Promise<void> {
  const approver = person(ws.workspaceId, 'Oda', ['approver'])
  const { id, name, email } = approver
  await database().user.create({ data: { id, name, email } })
  const member = { workspaceId: ws.workspaceId, userId: id, roles: ['approver'] }
  await database().$transaction(async (tx) => {
    await tx.$executeRaw`SET LOCAL session_replication_role = replica`
    await tx.member.create({ data: member })
  })
  const seen = await runQuery(getChangeRequest, {
    principal: approver,
    workspace: ws.workspaceId,
    input: { changeRequestId },
  })
  const input = {
    changeRequestId,
    decision: 'approve' as const,
    cycle: seen.cycle,
    approvalDigest: seen.approvalDigest,
  }
  await runCommand(castVote, { principal: approver, workspace: ws.workspaceId, input })
}

test('6. a protected alias opens one change request, moves only after approval, and is 200 afterwards', async () => {
  const modelId = await readyVersion(ws, 'credit', 'high')
  const refused = await pointer('credit', 'champion')
  expect([refused.status, refused.body.error_code]).toEqual([403, 'PERMISSION_DENIED'])
  expect(refused.body.message).toMatch(
    /^Alias 'champion' of 'credit' is protected by environment 'production'\. Change request CR-\d+ opened: http:\/\/localhost:3000\/governed\/approvals\/[0-9a-f-]{36}$/,
  )
  expect((await pointer('credit', 'champion')).body.message).toBe(refused.body.message)
  expect(await database().modelAlias.count({ where: { modelId } })).toBe(0)
  const changeRequestId = /approvals\/([0-9a-f-]{36})$/.exec(refused.body.message)?.[1] ?? ''
  await carryOutMove(ws.workspaceId, changeRequestId)
  expect(await database().modelAlias.count({ where: { modelId } })).toBe(0)
  await approve(changeRequestId)
  await carryOutMove(ws.workspaceId, changeRequestId)
  expect(
    (await call('GET', 'registered-models/alias', { name: 'credit', alias: 'champion' })).body.model_version.version,
  ).toBe('1')
  const before = await database().auditEvent.count()
  expect((await pointer('credit', 'champion')).body).toEqual({})
  expect(await database().auditEvent.count()).toBe(before)
  const request = await database().changeRequest.findUnique({ where: { id: changeRequestId } })
  expect(request?.state).toBe('DONE')
  const events = await database().auditEvent.findMany({
    where: { resources: { has: `model:${modelId}` } },
    orderBy: { id: 'asc' },
  })
  expect(events.filter((event) => event.outcome === 'success').map((event) => event.type)).toEqual(
    expect.arrayContaining(['approvals.change-request-submitted', 'registry.alias-moved']),
  )
})

test('who may not ask is told whom to ask, and nothing is opened', async () => {
  await readyVersion(ws, 'loan', 'high')
  const before = await database().changeRequest.count()
  const mover = mlflowClient(await scopedToken(ws, ['registry:read', 'registry:move-alias']))
  const refused = await pointer('loan', 'champion', mover)
  expect(refused.status).toBe(403)
  expect(refused.body.message).toContain('ask a person with approvals:request')
  expect(await database().changeRequest.count()).toBe(before)
})

test('other names, and models of less importance, move at once with their history', async () => {
  const modelId = await readyVersion(ws, 'small')
  expect((await pointer('small', 'champion')).body).toEqual({})
  await readyVersion(ws, 'large', 'high')
  expect((await pointer('large', 'shadow')).body).toEqual({})
  const moves = await database().aliasMove.findMany({ where: { modelId } })
  expect(moves.map(({ name, fromNumber, toNumber }) => [name, fromNumber, toNumber])).toEqual([['champion', null, 1]])
})

test('a protected stage is asked for like a protected alias', async () => {
  await readyVersion(ws, 'staged', 'high')
  const stage = (name: string) =>
    call('POST', 'model-versions/transition-stage', { name: 'staged', version: '1', stage: name })
  expect((await stage('Staging')).body.model_version.current_stage).toBe('Staging')
  const refused = await stage('Production')
  expect(refused.status).toBe(403)
  expect(refused.body.message).toMatch(/^Stage 'Production' of 'staged' is protected .* Change request CR-\d+ opened/)
  const deleted = await call('DELETE', 'model-versions/delete', { name: 'staged', version: '1' })
  expect([deleted.status, deleted.body.error_code]).toEqual([403, 'PERMISSION_DENIED'])
  expect(deleted.body.message).toMatch(/open change request \d+/)
})

test('the API of the console asks for the move of a protected alias, too', async () => {
  const modelId = await readyVersion(ws, 'console', 'high')
  const answer = await callRoute(PUT, {
    method: 'PUT',
    token: ws.token,
    params: { modelId, name: 'champion' },
    body: { number: 1 },
  })
  expect([answer.status, answer.body.reason]).toEqual([422, 'approval_requested'])
  expect(answer.body.detail).toMatch(/Change request CR-\d+ is open/)
  expect(await database().changeRequest.count({ where: { id: answer.body.changeRequestId } })).toBe(1)
})
