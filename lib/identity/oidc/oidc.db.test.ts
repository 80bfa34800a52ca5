import { afterAll, beforeAll, expect, test } from 'vitest'
import { useTestDatabase } from '@/lib/server/testing/test-database'
import { startTestProvider, walkProvider } from './testing-provider'

const CALLBACK = 'http://localhost:3000/api/auth/callback/oidc'
const KNOWN_EMAIL = 'auditor@demo.slipway.test'
const testDb = await useTestDatabase()
const provider = await startTestProvider(CALLBACK, { alice: 'alice@corp.test', mallory: KNOWN_EMAIL })
process.env['SLIPWAY_OIDC_ISSUER'] = provider.issuer
process.env['SLIPWAY_OIDC_CLIENT_ID'] = 'slipway'
process.env['SLIPWAY_OIDC_CLIENT_SECRET'] = 'a-secret-of-the-test-provider'
const { GET, POST } = await import('@/app/api/auth/[...nextauth]/route')
const { GET: me } = await import('@/app/api/v1/identity/me/route')
const { call } = await import('@/lib/server/testing/call')
const { database } = await import('@/lib/server/database')
const { seedDemoIdentity } = await import('@/prisma/seed/demo-identity')

beforeAll(async () => {
  await seedDemoIdentity()
})
afterAll(async () => {
  await provider.close()
  await testDb.drop()
})

class Browser {
  readonly jar = new Map<string, string>()

  async visit(url: string, form?: Record<string, string>): Promise<Response> {
    const headers = new Headers({
      host: 'localhost:3000',
      origin: 'http://localhost:3000',
      'sec-fetch-site': 'same-origin',
    })
    headers.set('cookie', [...this.jar].map(([name, value]) => `${name}=${value}`).join('; '))
    const address = new URL(url, 'http://localhost:3000')
    const params = Promise.resolve({ nextauth: address.pathname.split('/').slice(3) })
    const init: RequestInit =
      form === undefined ? { headers } : { headers, method: 'POST', body: new URLSearchParams(form) }
    const response = await (form === undefined ? GET : POST)(new Request(address, init), { params })
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';')
      this.jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
    }
    return response
  }

  async authorizeUrl(): Promise<string> {
    const { csrfToken } = await (await this.visit('/api/auth/csrf')).json()
    const answer = await this.visit('/api/auth/signin/oidc', { csrfToken, callbackUrl: '/demo', json: 'true' })
    return (await answer.json()).url
  }

  async signIn(login: string): Promise<Response> {
    return this.visit(await walkProvider(await this.authorizeUrl(), login, CALLBACK))
  }

  whoAmI() {
    return call(me, { cookie: `slipway.session=${this.jar.get('slipway.session')}` })
  }
}

test('the code flow with PKCE, state and nonce signs a person in; the account has no right until somebody gives it one', async () => {
  const browser = new Browser()
  const url = new URL(await browser.authorizeUrl())
  expect(url.searchParams.get('code_challenge_method')).toBe('S256')
  expect(url.searchParams.get('state')).toBeTruthy()
  expect(url.searchParams.get('nonce')).toBeTruthy()
  const back = await browser.signIn('alice')
  expect([back.status, back.headers.get('location')]).toEqual([302, 'http://localhost:3000/demo'])
  const answer = await browser.whoAmI()
  expect(answer.body).toMatchObject({ kind: 'user', email: 'alice@corp.test', workspaces: [] })
  expect(JSON.stringify(await database().session.findMany())).not.toContain(browser.jar.get('slipway.session'))
})

test('the same person comes back as the same account', async () => {
  const browser = new Browser()
  await browser.signIn('alice')
  expect(await database().user.count({ where: { issuer: provider.issuer, subject: 'alice' } })).toBe(1)
})

test('S05: a known e-mail with another subject is a new identity, not linked, without rights', async () => {
  const browser = new Browser()
  await browser.signIn('mallory')
  expect((await browser.whoAmI()).body).toMatchObject({ email: KNOWN_EMAIL, workspaces: [] })
  expect(await database().user.count({ where: { email: KNOWN_EMAIL } })).toBe(2)
})

test('signing in over another session never links or adopts it', async () => {
  const browser = new Browser()
  await browser.signIn('alice')
  const before = browser.jar.get('slipway.session')
  await browser.signIn('mallory')
  expect(browser.jar.get('slipway.session')).not.toBe(before)
  expect((await browser.whoAmI()).body).toMatchObject({ email: KNOWN_EMAIL })
})

test('a callback with a forged state, or without the cookies it began with, signs nobody in', async () => {
  const browser = new Browser()
  const back = await walkProvider(await browser.authorizeUrl(), 'alice', CALLBACK)
  const stranger = new Browser()
  expect((await stranger.visit(back)).headers.get('location')).toContain('error=')
  expect(stranger.jar.has('slipway.session')).toBe(false)
  const forged = new URL(back)
  forged.searchParams.set('state', 'forged')
  await browser.visit(forged.href)
  expect(browser.jar.has('slipway.session')).toBe(false)
})

test('a disabled person stays out', async () => {
  await database().user.updateMany({ where: { subject: 'alice' }, data: { disabledAt: new Date() } })
  const browser = new Browser()
  expect((await browser.signIn('alice')).headers.get('location')).toContain('error=AccessDenied')
  expect(browser.jar.has('slipway.session')).toBe(false)
})

test('what next-auth offers beyond signing in is not there', async () => {
  for (const action of ['session', 'signout', 'verify-request', '_log'])
    expect((await new Browser().visit(`/api/auth/${action}`)).status).toBe(404)
})

test('S04: a provider that does not answer is 503, and existing sessions live on', async () => {
  const browser = new Browser()
  await browser.signIn('mallory')
  await provider.close()
  const { csrfToken } = await (await browser.visit('/api/auth/csrf')).json()
  expect((await browser.visit('/api/auth/signin/oidc', { csrfToken, json: 'true' })).status).toBe(503)
  expect((await browser.whoAmI()).status).toBe(200)
})
