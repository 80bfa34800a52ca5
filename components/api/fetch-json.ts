import type { z } from 'zod'
import { ApiError, apiErrorOf } from './api-error'

interface Call<S extends z.ZodType> {
  /** Slug; left out for routes that need none. */
  workspace?: string
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  query?: object
  body?: unknown
  output: S
  signal?: AbortSignal
  /** One key per click: a retry of the same click has the effect of the first only. */
  idempotencyKey?: string
}

/** Undefined and empty values are left out, so that equal filters give equal addresses. */
export function searchOf(query: object): string {
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(query)) {
    if (value === undefined || value === null || value === '') continue
    search.set(key, String(value))
  }
  const text = search.toString()
  return text === '' ? '' : `?${text}`
}

/** The only way from the browser to the API: names the workspace, checks the answer, turns problems into ApiError. */
export async function fetchJson<S extends z.ZodType>(path: string, call: Call<S>): Promise<z.output<S>> {
  const method = call.method ?? 'GET'
  const headers = new Headers({ accept: 'application/json' })
  if (call.workspace !== undefined) headers.set('x-slipway-workspace', call.workspace)
  if (method !== 'GET') {
    headers.set('content-type', 'application/json')
    headers.set('idempotency-key', call.idempotencyKey ?? crypto.randomUUID())
  }
  let response: Response
  try {
    response = await fetch(`${path}${searchOf(call.query ?? {})}`, {
      method,
      headers,
      body: method === 'GET' ? undefined : JSON.stringify(call.body ?? {}),
      signal: call.signal,
      credentials: 'same-origin',
    })
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause
    throw new ApiError({
      status: 0,
      code: 'unreachable',
      message: 'Slipway cannot be reached. Check the connection; it is tried again by itself.',
      requestId: null,
    })
  }
  if (!response.ok) throw await apiErrorOf(response)
  const parsed = call.output.safeParse(await response.json())
  if (!parsed.success) {
    throw new ApiError({
      status: 500,
      code: 'unexpected_answer',
      message: 'The server answered in a form that this page does not know. Reload the page to get the newest one.',
      requestId: response.headers.get('x-request-id'),
      details: { issues: parsed.error.issues.slice(0, 5) },
    })
  }
  return parsed.data
}
