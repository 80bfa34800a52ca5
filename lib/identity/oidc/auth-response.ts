import * as nextAuth from 'next-auth'
import { AppError, notFound } from '@/lib/kernel/app-error'
import { newId } from '@/lib/kernel/new-id'
import { nextAuthOrigin } from '@/lib/server/env'
import { problemResponse } from '@/lib/server/problem'
import { readBytes } from '@/lib/server/request-body'
import { clientAddress, requireHost, requireRateLimit, requireSameOrigin } from '@/lib/server/request-guards'
import { authOptions } from './auth-options'
import { ResponseDraft } from './response-draft'

type Handler = (options: object) => (request: object, response: object) => Promise<unknown>

const ACTIONS = ['providers', 'csrf', 'signin', 'callback', 'error']
const BODY_LIMIT = 16_384

// A CommonJS module arrives with or without a second `default`, depending on who loads it.
function handlerOf(module: unknown): Handler {
  let found = module
  while (typeof found === 'object' && found !== null && 'default' in found) found = found.default
  if (typeof found !== 'function') throw new Error('next-auth has no handler')
  return found as Handler
}

function cookiesOf(header: string | null): Record<string, string> {
  const pairs = (header ?? '').split(';').map((part) => part.trim().split('='))
  return Object.fromEntries(
    pairs.filter(([name]) => name).map(([name, ...rest]) => [name, decodeURIComponent(rest.join('='))]),
  )
}

async function bodyOf(request: Request): Promise<Record<string, string>> {
  if (request.method !== 'POST') return {}
  const text = (await readBytes(request, BODY_LIMIT)).toString('utf8')
  const isJson = (request.headers.get('content-type') ?? '').includes('json')
  return isJson ? JSON.parse(text || '{}') : Object.fromEntries(new URLSearchParams(text))
}

/** Hands a request to next-auth, which knows single sign-on and nothing else here: no pages, no session reading, no sign-out. */
export async function authResponse(request: Request, action: readonly string[]): Promise<Response> {
  const requestId = newId()
  try {
    requireHost(request)
    requireSameOrigin(request)
    requireRateLimit(request, { kind: 'anonymous', id: 'anonymous', name: 'anonymous' }, 'single-sign-on', 'query')
    const options = authOptions({
      address: clientAddress(request),
      userAgent: request.headers.get('user-agent')?.slice(0, 200) ?? null,
    })
    if (options === null || !ACTIONS.includes(action[0] ?? '')) throw notFound('page')
    nextAuthOrigin()
    const url = new URL(request.url)
    const draft = new ResponseDraft()
    await handlerOf(nextAuth)(options)(
      {
        method: request.method,
        headers: Object.fromEntries(request.headers),
        cookies: cookiesOf(request.headers.get('cookie')),
        query: { ...Object.fromEntries(url.searchParams), nextauth: action },
        body: await bodyOf(request),
      },
      draft,
    )
    if (draft.mentions('error=OAuthSignin'))
      throw new AppError('unavailable', {
        message: 'The identity provider does not answer. Try again, or use a local account.',
      })
    return draft.toResponse(requestId)
  } catch (error) {
    return problemResponse(error, requestId)
  }
}
