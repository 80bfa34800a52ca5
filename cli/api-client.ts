import { randomUUID } from 'node:crypto'
import { ApiProblem, CliError } from './cli-error'

export interface ApiOptions {
  api?: string | undefined
  token?: string | undefined
}

export interface ApiClient {
  get<T>(path: string, query?: Record<string, string | number | undefined>): Promise<T>
  /** `idempotencyKey`: the same for every retry of one effect; a new one unless given. */
  post<T>(path: string, body: unknown, idempotencyKey?: string): Promise<T>
  put<T>(path: string, body: BodyInit, headers: Record<string, string>): Promise<T>
}

/** A proxy that answers for a server that is away speaks no JSON. */
function bodyOf(text: string): unknown {
  try {
    return text === '' ? null : JSON.parse(text)
  } catch {
    return null
  }
}

/** Where: the flag first, then SLIPWAY_URL. */
export function apiBase(options: ApiOptions): string {
  return (options.api ?? process.env['SLIPWAY_URL'] ?? 'http://localhost:3000').replace(/\/$/, '')
}

/** Where and as whom: flags first, then SLIPWAY_URL and SLIPWAY_TOKEN. */
export function apiClient(options: ApiOptions): ApiClient {
  const token = options.token ?? process.env['SLIPWAY_TOKEN']
  if (!token) throw new CliError('No API token. Set SLIPWAY_TOKEN (Settings, API tokens) or pass --token.')
  return clientWith(apiBase(options), { authorization: `Bearer ${token}` })
}

/** Calls with these credentials. */
export function clientWith(base: string, credentials: Record<string, string>): ApiClient {
  async function call<T>(path: string, init: RequestInit): Promise<T> {
    let response: Response
    try {
      response = await fetch(`${base}${path}`, {
        ...init,
        headers: { ...credentials, ...init.headers },
      })
    } catch (cause) {
      throw new ApiProblem(
        0,
        `Slipway does not answer at ${base}: ${cause instanceof Error ? cause.message : String(cause)}. Check the address (--api or SLIPWAY_URL).`,
      )
    }
    const text = await response.text()
    const body = bodyOf(text)
    if (response.ok) return body as T
    const problem = body as { detail?: string; requestId?: string } | null
    const message = `${problem?.detail ?? `HTTP ${response.status}`} (request ${problem?.requestId ?? 'unknown'})`
    throw new ApiProblem(response.status, message)
  }

  return {
    get: (path, query = {}) => {
      const entries = Object.entries(query).flatMap(([key, value]) =>
        value === undefined ? [] : [[key, String(value)]],
      )
      const search = new URLSearchParams(entries).toString()
      return call(`/api/v1${path}${search === '' ? '' : `?${search}`}`, { method: 'GET' })
    },
    post: (path, body, idempotencyKey = randomUUID()) =>
      call(`/api/v1${path}`, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json', 'idempotency-key': idempotencyKey },
      }),
    put: (path, body, headers) =>
      call(`/api/v1${path}`, { method: 'PUT', body, headers, duplex: 'half' } as RequestInit),
  }
}

/** One JSON line for scripts, or a line for people. */
export function print(json: boolean, value: unknown, text: string): void {
  process.stdout.write(json ? `${JSON.stringify(value)}\n` : `${text}\n`)
}
