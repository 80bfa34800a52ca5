import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { call } from '@/lib/server/testing/call'
import { useTestDatabase } from '@/lib/server/testing/test-database'

process.env['SLIPWAY_RATE_FACTOR'] = '1000'
const testDb = await useTestDatabase()
const { ROUTES } = await import('./route-manifest')
const { OFF_SPINE } = await import('./off-spine-routes')
const { manifestText } = await import('@/cli/write-route-manifest.mjs')
const { exportOf, spineHandler } = await import('@/lib/server/route-operation')
const { PERMISSIONS } = await import('@/lib/identity/domain/permissions')
const { AUDIT_TYPES } = await import('@/lib/audit/domain/catalogue')
const { isPublic } = await import('@/lib/server/operation')
const { openApiDocument } = await import('@/lib/server/openapi')
const { seedDemoIdentity } = await import('@/prisma/seed/demo-identity')
const { createWorkspace } = await import('@/lib/identity/use-cases/create-workspace')
const { createToken } = await import('@/lib/identity/use-cases/create-token')
const { runCommand } = await import('@/lib/server/run-command')
const { newId } = await import('@/lib/kernel/new-id')

interface Entry {
  path: string
  method: string
  handler: unknown
}

const entries: Entry[] = []
for (const route of ROUTES) {
  const module = await route.load()
  for (const method of route.methods) entries.push({ path: route.path, method, handler: exportOf(module, method) })
}
/** Agent routes run commands too, but know no other caller than an agent's signature. */
const isAgentPath = (path: string) => path.startsWith('/api/agent/')
const onSpine = entries.flatMap(({ path, method, handler }) => {
  const spine = spineHandler(handler)
  return spine === null || isAgentPath(path)
    ? []
    : [{ path, method, handler: spine, permission: spine.operation.permission }]
})
const offSpine = entries.filter(({ path, handler }) => spineHandler(handler) === null || isAgentPath(path))
const permitted = onSpine.filter(({ permission }) => typeof permission === 'string')

let strangerToken = ''
let memberTokens: Record<'registry:read' | 'identity:read-members', string>
beforeAll(async () => {
  const demo = await seedDemoIdentity()
  const owner = { email: 'owner@other.test', name: 'Olga' }
  const job = { kind: 'job' as const, id: 'test', name: 'test', permissions: ['identity:create-workspace' as const] }
  const other = await runCommand(createWorkspace, {
    principal: job,
    workspace: null,
    input: { slug: 'other', name: 'Other', owner },
  })
  strangerToken = other.owner?.token ?? ''
  const dana = demo.personas.find((one) => one.role === 'data-scientist')
  if (!dana) throw new Error('no data scientist')
  const grants = [{ workspaceId: demo.workspace.id, roles: ['data-scientist' as const] }]
  const principal = {
    kind: 'user' as const,
    id: dana.userId,
    name: dana.name,
    email: dana.email,
    sessionId: dana.userId,
    method: 'test',
    grants,
  }
  const tokenFor = async (scope: string) =>
    (await runCommand(createToken, { principal, workspace: 'demo', input: { name: scope, scopes: [scope] } })).token
  memberTokens = {
    'registry:read': await tokenFor('registry:read'),
    'identity:read-members': await tokenFor('identity:read-members'),
  }
})
afterAll(() => testDb.drop())

function request(path: string, method: string) {
  const params = Object.fromEntries([...path.matchAll(/\{(\w+)\}/g)].map((match) => [match[1] ?? '', newId()]))
  return { method, params, path, ...(method === 'GET' ? {} : { body: {} }) }
}

/** Answers differ by nothing but the request's id. */
function comparable({ status, body }: { status: number; body: Record<string, unknown> }): unknown {
  return { status, ...body, requestId: '' }
}

test('the manifest is current: run `node cli/write-route-manifest.mjs`', () => {
  expect(readFileSync(new URL('./route-manifest.ts', import.meta.url), 'utf8')).toBe(manifestText())
})

test('S19: every route is a command, a query, or off the spine for a stated reason', () => {
  const unknown = offSpine.filter(
    ({ path }) => !OFF_SPINE.some(({ prefix }) => path === prefix || path.startsWith(`${prefix}/`)),
  )
  expect(unknown.map(({ method, path }) => `${method} ${path}`)).toEqual([])
  const surplus = OFF_SPINE.filter(
    ({ prefix }) => prefix !== '/api/auth' && !offSpine.some(({ path }) => path.startsWith(prefix)),
  )
  expect(surplus).toEqual([])
})

test('every operation names a permission of the table, or says why it needs none; every command names its events', () => {
  for (const { handler, permission } of onSpine) {
    if (typeof permission === 'string') expect(PERMISSIONS, handler.operation.name).toContain(permission)
    else expect(Object.values(permission).join().length, handler.operation.name).toBeGreaterThan(10)
    if (handler.operation.kind === 'command')
      for (const type of handler.operation.audit) expect(AUDIT_TYPES).toContain(type)
  }
})

test('the public set is complete and small', () => {
  expect(onSpine.filter(({ permission }) => isPublic(permission)).map(({ path }) => path)).toEqual([
    '/api/v1/identity/sign-in',
  ])
})

test('reads are GET and changes are not', () => {
  for (const { method, handler } of onSpine)
    expect(method === 'GET', handler.operation.name).toBe(handler.operation.kind === 'query')
})

describe('S01, S02: without credentials', () => {
  test.each(onSpine.filter(({ permission }) => !isPublic(permission)))(
    '$method $path answers 401 without data',
    async ({ path, method, handler }) => {
      const answer = await call(handler, { ...request(path, method), workspace: 'demo' })
      expect(answer.status).toBe(401)
      expect(Object.keys(answer.body).sort()).toEqual(['code', 'detail', 'requestId', 'status', 'title', 'type'])
    },
  )
  const guarded = offSpine.filter(
    ({ path }) => OFF_SPINE.find(({ prefix }) => path.startsWith(prefix))?.access === 'guarded',
  )
  test.each(guarded)('$method $path refuses', async ({ path, method, handler }) => {
    const answer = await call(handler as Parameters<typeof call>[0], { ...request(path, method), workspace: 'demo' })
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.status).toBeLessThan(500)
  })
})

describe('agent routes', () => {
  test.each(offSpine.filter(({ path }) => isAgentPath(path) && !path.endsWith('/challenge')))(
    '$method $path takes no token for a signature',
    async ({ path, method, handler }) => {
      const answer = await call(handler as Parameters<typeof call>[0], {
        ...request(path, method),
        token: memberTokens['registry:read'],
      })
      expect([400, 401, 422]).toContain(answer.status)
      expect(answer.body).toHaveProperty('requestId')
    },
  )
})

describe('S15: from another workspace', () => {
  test.each(permitted)(
    '$method $path is unknown, like a workspace that does not exist',
    async ({ path, method, handler }) => {
      const asked = request(path, method)
      const foreign = await call(handler, { ...asked, token: strangerToken, workspace: 'demo' })
      const unknown = await call(handler, { ...asked, token: strangerToken, workspace: 'no-such-workspace' })
      expect(foreign.status).toBe(404)
      expect(comparable(foreign)).toEqual(comparable(unknown))
    },
  )
})

describe('without the permission', () => {
  test.each(permitted)('$method $path answers 403 and names it', async ({ path, method, handler, permission }) => {
    const token = memberTokens[permission === 'registry:read' ? 'identity:read-members' : 'registry:read']
    const answer = await call(handler, { ...request(path, method), token })
    expect(answer.status, JSON.stringify(answer.body)).toBe(403)
    expect(answer.body.permission).toBe(permission)
  })
})

test('the OpenAPI document describes every spine route once', async () => {
  const document = JSON.parse(JSON.stringify(await openApiDocument(ROUTES)))
  const ids: string[] = []
  for (const { path, method, handler } of onSpine) {
    const described = document.paths[path][method.toLowerCase()]
    expect(described.operationId).toBe(handler.operation.name)
    ids.push(described.operationId)
  }
  expect(document.openapi).toBe('3.1.0')
})
