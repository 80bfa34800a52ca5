import { afterEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { ApiError } from './api-error'
import { fetchJson, searchOf } from './fetch-json'

afterEach(() => vi.unstubAllGlobals())

function answer(status: number, body: unknown): { calls: { url: string; init: RequestInit }[] } {
  const calls: { url: string; init: RequestInit }[] = []
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    calls.push({ url, init })
    return new Response(JSON.stringify(body), { status })
  })
  return { calls }
}

describe('fetchJson', () => {
  it('names the workspace and leaves empty filters out', async () => {
    const { calls } = answer(200, { a: 1 })
    const got = await fetchJson('/api/v1/x', {
      workspace: 'demo',
      query: { q: '', limit: 5 },
      output: z.object({ a: z.number() }),
    })
    expect(got).toEqual({ a: 1 })
    expect(calls[0]?.url).toBe('/api/v1/x?limit=5')
    expect(new Headers(calls[0]?.init.headers).get('x-slipway-workspace')).toBe('demo')
  })
  it('gives every change an idempotency key', async () => {
    const { calls } = answer(200, {})
    await fetchJson('/api/v1/x', { method: 'POST', body: { a: 1 }, output: z.object({}) })
    expect(new Headers(calls[0]?.init.headers).get('idempotency-key')).toMatch(/^[0-9a-f-]{36}$/)
  })
  it('turns a problem document into an error that carries the request id and field messages', async () => {
    answer(422, {
      code: 'invalid',
      detail: 'Name it.',
      requestId: 'r-1',
      fields: [{ path: 'name', message: 'required' }],
    })
    const failure = await fetchJson('/x', { output: z.object({}) }).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(ApiError)
    expect(failure).toMatchObject({
      status: 422,
      code: 'invalid',
      requestId: 'r-1',
      message: 'Name it.',
      fields: [{ path: 'name', message: 'required' }],
    })
  })
  it('refuses an answer of another shape instead of showing half of it', async () => {
    answer(200, { a: 'text' })
    await expect(fetchJson('/x', { output: z.object({ a: z.number() }) })).rejects.toMatchObject({
      code: 'unexpected_answer',
    })
  })
})

describe('searchOf', () => {
  it('drops undefined, null and empty values', () => {
    expect(searchOf({ a: undefined, b: null, c: '', d: 0 })).toBe('?d=0')
  })
})
