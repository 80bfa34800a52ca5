import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { call } from '@/lib/server/testing/call'
import { useTestDatabase } from '@/lib/server/testing/test-database'

const testDb = await useTestDatabase()
const { seedDemoIdentity } = await import('@/prisma/seed/demo-identity')
const { POST: signIn } = await import('@/app/api/v1/identity/sign-in/route')
const { GET: list } = await import('@/app/api/v1/audit/events/route')
const { GET: get } = await import('@/app/api/v1/audit/events/[id]/route')
const { GET: facets } = await import('@/app/api/v1/audit/facets/route')
const { GET: history } = await import('@/app/api/v1/audit/history/route')
const { POST: createEnvironment } = await import('@/app/api/v1/identity/environments/route')

const cookies = new Map<string, string>()
let demo: Awaited<ReturnType<typeof seedDemoIdentity>>
beforeAll(async () => {
  demo = await seedDemoIdentity()
  for (const { role, email, password } of demo.personas) {
    const answer = await call(signIn, { body: { email, password } })
    cookies.set(role, (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '')
  }
})
afterAll(() => testDb.drop())
const as = (role: string) => ({ cookie: cookies.get(role) ?? '', workspace: 'demo' })

test('pages neither repeat nor skip an event', async () => {
  const seen: string[] = []
  for (let cursor = ''; ; ) {
    const { body } = await call(list, {
      ...as('auditor'),
      path: `/api/v1/audit/events?limit=3${cursor && `&cursor=${cursor}`}`,
    })
    for (const item of body.items) seen.push(item.id)
    if (body.nextCursor === null) break
    cursor = body.nextCursor
  }
  const whole = await call(list, { ...as('auditor'), path: '/api/v1/audit/events?limit=200' })
  expect(seen).toEqual(whole.body.items.map((item: { id: string }) => item.id))
  expect(seen.length).toBeGreaterThan(10)
})

test('facets narrow: room, type, actor, resource, outcome, time', async () => {
  const read = async (query: string) => (await call(list, { ...as('auditor'), path: `/x?${query}` })).body.items
  const [, first] = demo.personas
  expect((await read('type=identity')).length).toBeGreaterThan(10)
  expect(await read('type=rollouts')).toEqual([])
  expect(await read(`type=identity.member-added&resource=user:${first?.userId}`)).toHaveLength(1)
  expect((await read(`actor=${first?.userId}`)).map((item: { type: string }) => item.type)).toEqual([
    'identity.signed-in',
  ])
  await call(createEnvironment, { ...as('auditor'), body: { name: 'mine', kind: 'staging' } })
  expect(await read('outcome=denied')).toMatchObject([
    { command: 'identity.create-environment', actor: { name: 'Aiko Tanaka' } },
  ])
  expect(await read('from=2999-01-01T00:00:00Z')).toEqual([])
  const { body } = await call(facets, { ...as('auditor'), path: '/x?type=identity.signed-in' })
  const count = demo.personas.length
  expect(body.types).toEqual([{ value: 'identity.signed-in', label: 'identity.signed-in', count }])
})

test('an event opens with its exact text, whose hash anybody can recompute', async () => {
  const { body } = await call(list, { ...as('auditor'), path: '/x?limit=1' })
  const { body: detail } = await call(get, { ...as('auditor'), params: { id: body.items[0].id } })
  const digest = createHash('sha256')
    .update(Buffer.from([0]))
    .update(detail.body)
    .digest('hex')
  expect(detail.digest).toBe(`sha256:${digest}`)
  expect(detail.event).toMatchObject({ id: body.items[0].id, type: body.items[0].type })
})

test('members read the history of a resource, auditors the whole log, S47: an auditor changes nothing', async () => {
  const resource = `environment:${demo.environments.production}`
  const { body } = await call(history, { ...as('data-scientist'), path: `/x?resource=${resource}` })
  expect(body.items).toMatchObject([
    { type: 'identity.environment-created', after: { name: 'production', policy: 'four-eyes' } },
  ])
  expect((await call(list, as('data-scientist'))).status).toBe(403)
  expect((await call(createEnvironment, { ...as('auditor'), body: { name: 'x', kind: 'staging' } })).status).toBe(403)
})

test('a cursor of somewhere else and a strange filter are refused', async () => {
  expect((await call(list, { ...as('auditor'), path: '/x?cursor=WyJ4Il0' })).status).toBe(422)
  expect((await call(list, { ...as('auditor'), path: '/x?resource=user' })).status).toBe(422)
  expect((await call(list, { ...as('auditor'), path: '/x?orderBy=actor' })).status).toBe(422)
})
