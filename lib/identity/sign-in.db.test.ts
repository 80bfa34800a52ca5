import { afterAll, beforeAll, expect, test } from 'vitest'
import { call } from '@/lib/server/testing/call'
import { useTestDatabase } from '@/lib/server/testing/test-database'

const testDb = await useTestDatabase()
const { seedDemoIdentity } = await import('@/prisma/seed/demo-identity')
const { database, pool } = await import('@/lib/server/database')
const { POST: signIn } = await import('@/app/api/v1/identity/sign-in/route')
const { POST: signOut } = await import('@/app/api/v1/identity/sign-out/route')
const { GET: me } = await import('@/app/api/v1/identity/me/route')
const { GET: members } = await import('@/app/api/v1/identity/members/route')

let demo: Awaited<ReturnType<typeof seedDemoIdentity>>
beforeAll(async () => {
  demo = await seedDemoIdentity()
})
afterAll(() => testDb.drop())

function persona(role: string) {
  const found = demo.personas.find((one) => one.role === role)
  if (!found?.password) throw new Error(`no persona ${role}`)
  return { email: found.email, password: found.password, userId: found.userId }
}

/** What somebody with the database's own rights might do. */
async function pastTheSpine(sql: string): Promise<void> {
  const client = await pool().connect()
  await client.query(`BEGIN; SET LOCAL session_replication_role = replica; ${sql}; COMMIT`)
  client.release()
}

async function cookieOf(role: string, cookie?: string): Promise<string> {
  const { email, password } = persona(role)
  const answer = await call(signIn, { body: { email, password }, ...(cookie === undefined ? {} : { cookie }) })
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
}

test('every persona signs in, sees who it is, and the database never holds the cookie', async () => {
  for (const { role } of demo.personas) {
    const cookie = await cookieOf(role)
    const answer = await call(me, { cookie })
    expect(answer.body).toMatchObject({ kind: 'user', email: persona(role).email, workspaces: [{ slug: 'demo' }] })
    const stored = await database().session.findMany({ where: { userId: persona(role).userId } })
    expect(JSON.stringify(stored)).not.toContain(cookie.split('=')[1])
  }
})

test('the cookie is HttpOnly, Lax, host-wide, and the body holds no token', async () => {
  const { email, password, userId } = persona('auditor')
  const answer = await call(signIn, { body: { email: email.toUpperCase(), password } })
  expect(answer.body).toEqual({ userId })
  expect(answer.headers.get('set-cookie')).toMatch(
    /^slipway\.session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=43200$/,
  )
})

test('S07: a cookie fixed before sign-in is never adopted, and the old session dies', async () => {
  const old = await cookieOf('auditor')
  const renewed = await cookieOf('auditor', old)
  expect(renewed).not.toBe(old)
  expect((await call(me, { cookie: old })).status).toBe(401)
  expect((await call(me, { cookie: renewed })).status).toBe(200)
  const planted = `slipway.session=${'A'.repeat(43)}`
  expect(await cookieOf('auditor', planted)).not.toBe(planted)
})

test('sign-out ends the session at once', async () => {
  const cookie = await cookieOf('operator')
  const out = await call(signOut, { cookie, body: {} })
  expect(out.headers.get('set-cookie')).toContain('Max-Age=0')
  expect((await call(me, { cookie })).status).toBe(401)
})

test('S08: a disabled person is out with the next request, and cannot sign in', async () => {
  const cookie = await cookieOf('platform-admin')
  const { userId, email, password } = persona('platform-admin')
  await database().user.update({ where: { id: userId }, data: { disabledAt: new Date() } })
  expect((await call(me, { cookie })).status).toBe(401)
  expect((await call(signIn, { body: { email, password } })).status).toBe(401)
  await database().user.update({ where: { id: userId }, data: { disabledAt: null } })
})

test('roles are read anew on every request', async () => {
  const cookie = await cookieOf('data-scientist')
  expect((await call(members, { cookie, workspace: 'demo' })).status).toBe(200)
  const { userId } = persona('data-scientist')
  await pastTheSpine(`DELETE FROM "Member" WHERE "userId" = '${userId}'`)
  expect((await call(members, { cookie, workspace: 'demo' })).status).toBe(404)
  const roles = `{data-scientist}`
  await pastTheSpine(
    `INSERT INTO "Member" ("workspaceId", "userId", roles) VALUES ('${demo.workspace.id}', '${userId}', '${roles}')`,
  )
  expect((await call(members, { cookie, workspace: 'demo' })).status).toBe(200)
})

test('idle sessions end: 15 minutes for who may vote, 60 for others; the 12 hours are absolute', async () => {
  const age = (role: string, column: string, minutes: number) =>
    pool().query(`UPDATE "Session" SET "${column}" = now() - make_interval(mins => $1) WHERE "userId" = $2`, [
      minutes,
      persona(role).userId,
    ])
  const operator = await cookieOf('operator')
  const auditor = await cookieOf('auditor')
  await age('operator', 'lastSeenAt', 14)
  await age('auditor', 'lastSeenAt', 59)
  expect((await call(me, { cookie: operator })).status).toBe(200)
  expect((await call(me, { cookie: auditor })).status).toBe(200)
  await age('operator', 'lastSeenAt', 16)
  await age('auditor', 'absoluteExpiresAt', 0)
  expect((await call(me, { cookie: operator })).status).toBe(401)
  expect((await call(me, { cookie: auditor })).status).toBe(401)
})

test('five failures lock the account for known and unknown names alike; the right password waits too', async () => {
  const { email, password } = persona('security-admin')
  for (const address of [email, 'nobody@demo.slipway.test']) {
    for (let n = 0; n < 5; n += 1)
      expect((await call(signIn, { body: { email: address, password: 'wrong password' } })).status).toBe(401)
    const locked = await call(signIn, { body: { email: address, password } })
    expect(locked.status).toBe(429)
    expect(Number(locked.headers.get('retry-after'))).toBeGreaterThan(30)
  }
  await pool().query(`UPDATE "SignInFailure" SET at = at - interval '2 minutes'`)
  expect((await call(signIn, { body: { email, password } })).status).toBe(200)
  const failures = await database().auditEvent.count({ where: { type: 'identity.sign-in-failed', outcome: 'success' } })
  expect(failures).toBeGreaterThanOrEqual(10)
})

test('signing in needs a page of Slipway: no origin, null or another site is 403', async () => {
  const { email, password } = persona('auditor')
  const strange: Record<string, string>[] = [
    { origin: '' },
    { origin: 'null' },
    { origin: 'https://evil.test' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': '' },
  ]
  for (const headers of strange) expect((await call(signIn, { body: { email, password }, headers })).status).toBe(403)
})

test('a second seed run keeps what the caller knows and renews what it lost', async () => {
  const again = await seedDemoIdentity({ passwordsOf: demo.personas.slice(1).map((one) => one.email), tokens: true })
  expect(again.personas.slice(1).every((one) => one.password === null)).toBe(true)
  expect(again.apiToken).toBeNull()
  expect(again.workspace).toEqual(demo.workspace)
})
