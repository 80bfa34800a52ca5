import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { useTestDatabase } from './testing/test-database'

const testDb = await useTestDatabase()
const { runCommand } = await import('./run-command')
const { defineCommand, unchanged } = await import('./operation')
const { database } = await import('./database')
const { newId } = await import('@/lib/kernel/new-id')

const workspaceId = newId()
const member = (roles: ('platform-admin' | 'auditor')[]) => ({
  kind: 'user' as const,
  id: newId(),
  name: 'Mara',
  email: 'mara@example.test',
  sessionId: newId(),
  method: 'password',
  grants: [{ workspaceId, roles }],
})

const createEnvironment = defineCommand({
  name: 'identity.create-environment',
  permission: 'identity:manage-environments',
  input: z.strictObject({ name: z.string().min(1), forget: z.boolean().default(false) }),
  output: z.object({ id: z.string() }),
  audit: ['identity.environment-created'],
  async run(ctx, input) {
    const existing = await ctx.tx.environment.findFirst({ where: { workspaceId, name: input.name } })
    if (existing) return unchanged({ id: existing.id })
    const id = newId()
    await ctx.tx.environment.create({ data: { id, workspaceId, name: input.name, kind: 'staging' } })
    if (!input.forget)
      await ctx.audit.record('identity.environment-created', { resources: [{ kind: 'environment', id }] })
    return { id }
  },
})

beforeAll(async () => {
  await database().workspace.create({ data: { id: workspaceId, slug: 'acme', name: 'Acme' } })
})
afterAll(() => testDb.drop())

test('a command commits its row and exactly one audit event', async () => {
  const { id } = await runCommand(createEnvironment, {
    principal: member(['platform-admin']),
    workspace: 'acme',
    input: { name: 'one' },
  })
  expect(await database().environment.count({ where: { workspaceId, id } })).toBe(1)
  expect(await database().auditEvent.count({ where: { workspaceId, resources: { has: `environment:${id}` } } })).toBe(1)
})

test('a command that forgets its audit event changes nothing', async () => {
  const call = runCommand(createEnvironment, {
    principal: member(['platform-admin']),
    workspace: 'acme',
    input: { name: 'two', forget: true },
  })
  await expect(call).rejects.toThrow('without an audit event')
  expect(await database().environment.count({ where: { workspaceId, name: 'two' } })).toBe(0)
})

test('a governed row written past the spine fails at commit', async () => {
  const write = database().environment.create({ data: { id: newId(), workspaceId, name: 'three', kind: 'staging' } })
  await expect(write).rejects.toThrow('SLIPWAY_UNAUDITED_CHANGE')
})

test('audit rows cannot be changed or removed', async () => {
  await expect(database().auditEvent.updateMany({ data: { reason: 'x' } })).rejects.toThrow('SLIPWAY_AUDIT_APPEND_ONLY')
  await expect(database().auditEvent.deleteMany({})).rejects.toThrow('SLIPWAY_AUDIT_APPEND_ONLY')
})

test('a denied attempt is an event and names the permission', async () => {
  const call = runCommand(createEnvironment, {
    principal: member(['auditor']),
    workspace: 'acme',
    input: { name: 'four' },
  })
  await expect(call).rejects.toMatchObject({
    code: 'forbidden',
    details: { permission: 'identity:manage-environments' },
  })
  expect(await database().auditEvent.count({ where: { workspaceId, outcome: 'denied' } })).toBe(1)
})

test('a stranger learns nothing about the workspace', async () => {
  const stranger = { ...member([]), grants: [] }
  await expect(
    runCommand(createEnvironment, { principal: stranger, workspace: 'acme', input: { name: 'x' } }),
  ).rejects.toMatchObject({ code: 'not_found' })
  await expect(
    runCommand(createEnvironment, { principal: stranger, workspace: 'nobody', input: { name: 'x' } }),
  ).rejects.toMatchObject({ code: 'not_found' })
})

test('ten equal clicks with one idempotency key give one effect and equal answers', async () => {
  const principal = member(['platform-admin'])
  const click = () =>
    runCommand(createEnvironment, { principal, workspace: 'acme', input: { name: 'five' }, idempotencyKey: 'k1' })
  const answers = await Promise.all(Array.from({ length: 10 }, click))
  expect(new Set(answers.map((a) => a.id)).size).toBe(1)
  expect(
    await database().auditEvent.count({ where: { workspaceId, resources: { has: `environment:${answers[0]?.id}` } } }),
  ).toBe(1)
  const other = runCommand(createEnvironment, {
    principal,
    workspace: 'acme',
    input: { name: 'six' },
    idempotencyKey: 'k1',
  })
  await expect(other).rejects.toMatchObject({ code: 'idempotency_mismatch' })
})

test("a key that is taken for new though another call has used it gives that call's answer, and nothing else happens", async () => {
  const principal = member(['platform-admin'])
  const call = (name: string, isKeyNew: boolean) =>
    runCommand(createEnvironment, { principal, workspace: 'acme', input: { name }, idempotencyKey: 'k2', isKeyNew })
  const first = await call('seven', true)
  const count = () => database().auditEvent.count({ where: { workspaceId } })
  const before = await count()
  expect(await call('seven', true)).toEqual(first)
  expect(await count()).toBe(before)
  await expect(call('eight', true)).rejects.toMatchObject({ code: 'idempotency_mismatch' })
  expect(await database().environment.count({ where: { workspaceId, name: 'eight' } })).toBe(0)
})
