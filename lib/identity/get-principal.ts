import { AppError } from '@/lib/kernel/app-error'
import { sessionTokenIn } from '@/lib/server/session-cookie'
import type { Principal } from './domain/principal'
import { findSessionPrincipal } from './session-principal'
import { findTokenPrincipal } from './token-principal'

const ANONYMOUS: Principal = { kind: 'anonymous', id: 'anonymous', name: 'anonymous' }
const MAX_AUTHORIZATION = 512

async function fromAuthorization(header: string): Promise<Principal> {
  const token = header.length <= MAX_AUTHORIZATION ? /^Bearer ([0-9A-Za-z_]+)$/i.exec(header)?.[1] : undefined
  const principal = token === undefined ? null : await findTokenPrincipal(token)
  if (principal !== null) return principal
  throw new AppError('unauthenticated', {
    message:
      'This API token is not valid: it may be mistyped, expired or revoked, or its owner left. Create a new one.',
  })
}

async function resolve(headers: Headers, isActivity: boolean): Promise<Principal> {
  const authorization = headers.get('authorization')
  if (authorization !== null) return fromAuthorization(authorization)
  const token = sessionTokenIn(headers.get('cookie'))
  return token === null ? ANONYMOUS : ((await findSessionPrincipal(token, isActivity)) ?? ANONYMOUS)
}

/**
 * Who asks. A request with an Authorization header is judged by that header alone, its cookies are ignored. A dead session is nobody,
 * and nobody has no rights; any failure inside is 503.
 */
export async function getPrincipal(request: { headers: Headers }, isActivity = true): Promise<Principal> {
  try {
    return await resolve(request.headers, isActivity)
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    throw new AppError('unavailable', {
      message: 'Who you are could not be checked right now. Nothing was changed; try again.',
      cause,
    })
  }
}
