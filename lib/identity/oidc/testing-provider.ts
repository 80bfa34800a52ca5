import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider } from 'oidc-provider'

export interface TestProvider {
  issuer: string
  close(): Promise<void>
}

/** A real OpenID provider on loopback whose people are whoever they say: `login` is the subject. */
export async function startTestProvider(redirectUri: string, emails: Record<string, string>): Promise<TestProvider> {
  const server: Server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'slipway',
        client_secret: 'a-secret-of-the-test-provider',
        redirect_uris: [redirectUri],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    claims: { openid: ['sub'], email: ['email'], profile: ['name'] },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: true } },
    findAccount: (_ctx: unknown, id: string) => ({
      accountId: id,
      claims: async () => ({ sub: id, email: emails[id], name: `Person ${id}` }),
    }),
  })
  server.on('request', provider.callback())
  return { issuer, close: () => new Promise((resolve) => server.close(() => resolve())) }
}

/** Walks the provider's pages as a browser would: signs in as `login`, consents, and answers the address it is sent back to. */
export async function walkProvider(authorizeUrl: string, login: string, backTo: string): Promise<string> {
  const jar = new Map<string, string>()
  let url = authorizeUrl
  let form: URLSearchParams | null = null
  for (let step = 0; step < 20; step += 1) {
    const headers: Record<string, string> = { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') }
    const response: Response = await fetch(url, {
      redirect: 'manual',
      headers,
      ...(form ? { method: 'POST', body: form } : {}),
    })
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';')
      jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
    }
    form = null
    const location = response.headers.get('location')
    if (location !== null) {
      url = new URL(location, url).href
      if (url.startsWith(backTo)) return url
      continue
    }
    const page = await response.text()
    const action = /action="([^"]+)"/.exec(page)?.[1]
    if (action === undefined) throw new Error(`the provider answered ${response.status}: ${page.slice(0, 300)}`)
    url = new URL(action, url).href
    form = page.includes('name="login"')
      ? new URLSearchParams({ prompt: 'login', login, password: 'x' })
      : new URLSearchParams({ prompt: 'consent' })
  }
  throw new Error('the provider never came back')
}
