import { demo, type PersonaRole, personaOf } from './demo'

const SAME_ORIGIN = { origin: demo.url, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' }
const sessions = new Map<string, Promise<{ name: string; value: string }>>()

/** Signs in over HTTP; answers the session cookie. */
export async function signInByApi(email: string, password: string): Promise<{ name: string; value: string }> {
  const response = await fetch(`${demo.url}/api/v1/identity/sign-in`, {
    method: 'POST',
    headers: SAME_ORIGIN,
    body: JSON.stringify({ email, password }),
  })
  const [pair] = (response.headers.getSetCookie()[0] ?? '').split(';')
  const [name, value] = (pair ?? '').split('=')
  if (!response.ok || !name || !value)
    throw new Error(`${email} could not sign in: ${response.status} ${await response.text()}`)
  return { name, value }
}

/** One session per persona and run: a password is hashed slowly on purpose. */
export function sessionOf(role: PersonaRole): Promise<{ name: string; value: string }> {
  const known = sessions.get(role)
  if (known) return known
  const { email, password } = personaOf(role)
  const session = signInByApi(email, password)
  sessions.set(role, session)
  return session
}

export interface Api {
  get<T>(path: string): Promise<T>
  post<T>(path: string, body?: object): Promise<T>
  put<T>(path: string, body: object): Promise<T>
}

/** The public API as one persona, with the session that a browser would have. */
export async function apiAs(role: PersonaRole): Promise<Api> {
  const { name, value } = await sessionOf(role)
  const headers = { ...SAME_ORIGIN, cookie: `${name}=${value}`, 'x-slipway-workspace': demo.workspace }
  const call = async <T>(method: string, path: string, body?: object): Promise<T> => {
    const response = await fetch(`${demo.url}/api/v1${path}`, {
      method,
      headers,
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
    return JSON.parse(text)
  }
  return {
    get: (path) => call('GET', path),
    post: (path, body = {}) => call('POST', path, body),
    put: (path, body) => call('PUT', path, body),
  }
}
