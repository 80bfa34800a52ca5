import type { RouteContext } from '../route'

type Handler = (request: Request, context: RouteContext) => Promise<Response>

export interface CallOptions {
  method?: string
  path?: string
  params?: Record<string, string>
  /** Workspace slug for the header. */
  workspace?: string
  /** API token. */
  token?: string
  /** Cookie header. */
  cookie?: string
  body?: unknown
  headers?: Record<string, string>
}

export interface Answered {
  status: number
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers freely
  body: any
  headers: Headers
}

/** Calls a route handler as a browser page of Slipway, a token holder or nobody would, without a server. */
export async function call(handler: Handler, options: CallOptions = {}): Promise<Answered> {
  const method = options.method ?? (options.body === undefined ? 'GET' : 'POST')
  const headers = new Headers({
    host: 'localhost:3000',
    origin: 'http://localhost:3000',
    'sec-fetch-site': 'same-origin',
  })
  if (options.workspace !== undefined) headers.set('x-slipway-workspace', options.workspace)
  if (options.token !== undefined) headers.set('authorization', `Bearer ${options.token}`)
  if (options.cookie !== undefined) headers.set('cookie', options.cookie)
  if (options.body !== undefined) headers.set('content-type', 'application/json')
  for (const [name, value] of Object.entries(options.headers ?? {}))
    value === '' ? headers.delete(name) : headers.set(name, value)
  const init: RequestInit = { method, headers }
  if (options.body !== undefined) init.body = JSON.stringify(options.body)
  const response = await handler(new Request(`http://localhost:3000${options.path ?? '/'}`, init), {
    params: Promise.resolve(options.params ?? {}),
  })
  const text = await response.text()
  const isJson = (response.headers.get('content-type') ?? '').includes('json')
  return { status: response.status, body: isJson ? JSON.parse(text) : text, headers: response.headers }
}
