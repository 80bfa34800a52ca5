import { afterAll, beforeAll, expect, test } from 'vitest'
import { call } from '@/lib/server/testing/call'
import { useTestDatabase } from '@/lib/server/testing/test-database'

const testDb = await useTestDatabase()
const { seedDemoIdentity } = await import('@/prisma/seed/demo-identity')
const { database, pool } = await import('@/lib/server/database')
const { POST: signIn } = await import('@/app/api/v1/identity/sign-in/route')
const { GET: me } = await import('@/app/api/v1/identity/me/route')
const { GET: tokens, POST: create } = await import('@/app/api/v1/identity/tokens/route')
const { DELETE: revoke } = await import('@/app/api/v1/identity/tokens/[id]/route')
const { GET: members, POST: addMember } = await import('@/app/api/v1/identity/members/route')
const { PUT: changeRoles } = await import('@/app/api/v1/identity/members/[userId]/roles/route')
const { DELETE: removeMember } = await import('@/app/api/v1/identity/members/[userId]/route')
const { POST: createWorkspace } = await import('@/app/api/v1/identity/workspaces/route')

let demo: Awaited<ReturnType<typeof seedDemoIdentity>>
const cookies = new Map<string, string>()
beforeAll(async () => {
  demo = await seedDemoIdentity()
  for (const { role, email, password } of demo.personas) {
    const answer = await call(signIn, { body: { email, password } })
    cookies.set(role, (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '')
  }
})
afterAll(() => testDb.drop())

const as = (role: string) => ({ cookie: cookies.get(role) ?? '', workspace: 'demo' })
const idOf = (role: string) => demo.personas.find((one) => one.role === role)?.userId ?? ''

test('a token is shown once, stored as a keyed hash, and works until it is revoked', async () => {
  const made = await call(create, { ...as('data-scientist'), body: { name: 'CI', scopes: ['identity:read-members'] } })
  expect(made.status).toBe(201)
  const { id, token } = made.body
  const dump = JSON.stringify(await database().apiToken.findMany())
  expect(dump).not.toContain(token.slice(38, 81))
  expect((await call(members, { token })).status).toBe(200)
  expect((await call(members, { token, workspace: 'demo' })).status).toBe(200)
  expect((await call(members, { token, workspace: 'other' })).status).toBe(404)
  const listed = await call(tokens, as('data-scientist'))
  expect(listed.body.items[0]).toMatchObject({ id, name: 'CI', owner: { id: idOf('data-scientist') } })
  expect(listed.body.items[0].lastUsedAt).not.toBeNull()
  expect(JSON.stringify(listed.body)).not.toContain(token)
  expect((await call(revoke, { ...as('data-scientist'), method: 'DELETE', params: { id } })).status).toBe(200)
  expect((await call(members, { token })).status).toBe(401)
  expect(
    await database().auditEvent.count({ where: { type: 'identity.token-refused', resources: { has: `token:${id}` } } }),
  ).toBe(1)
})

test('an expired token, and a token whose owner left, are refused', async () => {
  const token = demo.apiToken ?? ''
  expect((await call(me, { token })).status).toBe(200)
  const { body } = await call(addMember, {
    ...as('security-admin'),
    body: { email: 'tess@demo.slipway.test', name: 'Tess', roles: ['data-scientist'] },
  })
  const signedIn = await call(signIn, { body: { email: 'tess@demo.slipway.test', password: body.password } })
  const cookie = (signedIn.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  const made = await call(create, {
    cookie,
    workspace: 'demo',
    body: { name: 'hers', scopes: ['monitoring:ingest-labels'] },
  })
  expect((await call(me, { token: made.body.token })).status).toBe(200)
  await call(removeMember, { ...as('security-admin'), method: 'DELETE', params: { userId: body.userId } })
  expect((await call(me, { token: made.body.token })).status).toBe(401)
  expect((await call(members, { cookie, workspace: 'demo' })).status).toBe(404)
})

/** Another last letter, whichever it was. */
const otherToken = (token: string) => `${token.slice(0, -1)}${token.endsWith('0') ? '1' : '0'}`

test('S03: junk in Authorization is 401, and never falls back to the cookie', async () => {
  const { cookie } = as('auditor')
  for (const junk of [
    'Bearer %',
    `Bearer ${'x'.repeat(8192)}`,
    'basic junk',
    'Bearer',
    'Bearer a, Bearer b',
    `Bearer ${otherToken(demo.apiToken ?? '')}`,
  ])
    expect((await call(me, { cookie, headers: { authorization: junk } })).status, junk.slice(0, 20)).toBe(401)
})

test('with both a token and a cookie the cookie counts for nothing', async () => {
  const answer = await call(me, { ...as('security-admin'), token: demo.apiToken ?? '' })
  expect(answer.body).toMatchObject({ kind: 'token' })
})

test('S18: no token votes, grants, or makes tokens', async () => {
  for (const scope of ['approvals:vote', 'identity:manage-members'])
    expect((await call(create, { ...as('operator'), body: { name: 'x', scopes: [scope] } })).body.code).toBe('refused')
  expect(
    (await call(create, { token: demo.apiToken ?? '', body: { name: 'x', scopes: ['registry:read'] } })).status,
  ).toBe(403)
})

test('S17: a token cannot read other tokens', async () => {
  expect((await call(tokens, { token: demo.apiToken ?? '' })).status).toBe(403)
})

test('a token holds nothing its owner does not hold, and lives at most 90 days', async () => {
  expect((await call(create, { ...as('operator'), body: { name: 'x', scopes: ['registry:write'] } })).body.code).toBe(
    'refused',
  )
  expect(
    (await call(create, { ...as('operator'), body: { name: 'x', scopes: ['registry:read'], expiresInDays: 91 } }))
      .status,
  ).toBe(422)
})

test('another person’s token looks unknown', async () => {
  const made = await call(create, { ...as('operator'), body: { name: 'mine', scopes: ['registry:read'] } })
  const foreign = await call(revoke, { ...as('data-scientist'), method: 'DELETE', params: { id: made.body.id } })
  const unknown = await call(revoke, { ...as('data-scientist'), method: 'DELETE', params: { id: idOf('auditor') } })
  expect([foreign.status, unknown.status]).toEqual([404, 404])
  expect(foreign.body.detail).toBe(unknown.body.detail)
})

test('S16: surplus fields never slip through', async () => {
  const body = { name: 'x', scopes: ['registry:read'], ownerId: idOf('auditor'), roles: ['security-admin'] }
  expect((await call(create, { ...as('operator'), body })).status).toBe(422)
})

test('S10, S11, S12: a change with a cookie needs the page’s own origin', async () => {
  for (const origin of ['https://evil.test', 'null', ''])
    expect(
      (await call(create, { ...as('operator'), body: { name: 'x', scopes: ['registry:read'] }, headers: { origin } }))
        .status,
    ).toBe(403)
})

test('a security admin grants roles, but no toxic pair, and none to themselves', async () => {
  const put = (userId: string, roles: string[]) =>
    call(changeRoles, { ...as('security-admin'), method: 'PUT', params: { userId }, body: { roles } })
  expect((await put(idOf('auditor'), ['auditor', 'operator'])).body.reason).toBe('toxic-combination')
  expect((await put(idOf('security-admin'), ['security-admin', 'viewer'])).status).toBe(403)
  expect((await put(idOf('auditor'), ['auditor', 'viewer'])).status).toBe(200)
  expect(
    (
      await call(changeRoles, {
        ...as('operator'),
        method: 'PUT',
        params: { userId: idOf('auditor') },
        body: { roles: ['viewer'] },
      })
    ).status,
  ).toBe(403)
})

test('the last security admin can neither leave nor be demoted, even by two at once', async () => {
  const made = await call(addMember, {
    ...as('security-admin'),
    body: { email: 'second@demo.slipway.test', name: 'Sam', roles: ['security-admin'] },
  })
  const signedIn = await call(signIn, { body: { email: 'second@demo.slipway.test', password: made.body.password } })
  const cookie = (signedIn.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  const answers = await Promise.all([
    call(removeMember, { ...as('security-admin'), method: 'DELETE', params: { userId: made.body.userId } }),
    call(removeMember, { cookie, workspace: 'demo', method: 'DELETE', params: { userId: idOf('security-admin') } }),
  ])
  // The loser meets the rule, or is no member any more by the time it is asked.
  const [won, lost] = answers.map((one) => one.status).sort()
  expect(won).toBe(200)
  expect([404, 422]).toContain(lost)
  const left = await pool().query(`SELECT 1 FROM "Member" WHERE 'security-admin' = ANY(roles)`)
  expect(left.rowCount).toBe(1)
})

test('a new workspace comes with a token for its first person, who needs no password', async () => {
  const body = { slug: 'fresh', name: 'Fresh', owner: { email: 'first@fresh.test', name: 'First' } }
  const made = await call(createWorkspace, { ...as('platform-admin'), body })
  expect(made.status).toBe(201)
  const mine = await call(me, { token: made.body.owner.token })
  expect(mine.body.workspaces).toMatchObject([{ slug: 'fresh' }])
  expect(mine.body.workspaces[0].permissions).toContain('monitoring:ingest-predictions')
  const machine = { email: 'machine@fresh.test', name: 'Machine', password: null }
  const unlocked = await call(createWorkspace, {
    ...as('platform-admin'),
    body: { slug: 'fresh-3', name: 'Fresh 3', owner: machine },
  })
  expect(unlocked.body.owner.password).toBeNull()
  const entered = await call(signIn, { body: { email: machine.email, password: 'null' } })
  expect(entered.status).toBe(401)
  const stolen = { ...body, slug: 'fresh-2', owner: { email: demo.personas[0]?.email, name: 'x' } }
  expect((await call(createWorkspace, { ...as('platform-admin'), body: stolen })).body.code).toBe('refused')
})
