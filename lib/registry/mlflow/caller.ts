import type { Principal } from '@/lib/identity/domain/principal'
import { resolveWorkspace } from '@/lib/identity/door'
import { getPrincipal } from '@/lib/identity/get-principal'
import { AppError, notFound } from '@/lib/kernel/app-error'
import { requireSignedIn } from '@/lib/server/access'
import { database } from '@/lib/server/database'
import type { WorkspaceRef } from '@/lib/server/operation'
import { requireSameOrigin } from '@/lib/server/request-guards'

/** Clients that only know user name and password send the token as password; the user name is not looked at. */
function tokenHeader(headers: Headers): Headers {
  const basic = /^Basic ([0-9A-Za-z+/=_-]{1,700})$/i.exec(headers.get('authorization') ?? '')?.[1]
  if (basic === undefined) return headers
  const pair = Buffer.from(basic, 'base64').toString('utf8')
  const rewritten = new Headers(headers)
  rewritten.set('authorization', `Bearer ${pair.slice(pair.indexOf(':') + 1)}`)
  return rewritten
}

function namedWorkspace(request: Request, own: string | undefined): string {
  const named = request.headers.get('x-mlflow-workspace') ?? request.headers.get('x-slipway-workspace') ?? own
  if (named === undefined || named === '')
    throw new AppError('bad_request', { message: 'Name the workspace in the header X-MLFLOW-WORKSPACE.' })
  return named
}

export interface Caller {
  principal: Principal
  workspace: WorkspaceRef
}

/**
 * Who calls, and in which workspace: an API token brings both. A browser's session counts below /ajax-api only, where no client
 * program sends one, under the same rules as any change from a page.
 */
export async function callerOf(request: Request, isAjax: boolean): Promise<Caller> {
  const principal = await getPrincipal({ headers: tokenHeader(request.headers) })
  requireSignedIn(principal)
  if (principal.kind === 'user') {
    if (!isAjax)
      throw new AppError('unauthenticated', { message: 'Send an API token; a browser session is for pages.' })
    requireSameOrigin(request)
  }
  const own = principal.kind === 'token' ? principal.workspaceId : undefined
  const workspace = await resolveWorkspace(database(), namedWorkspace(request, own))
  if (own !== undefined && workspace.id !== own) throw notFound('workspace')
  return { principal, workspace }
}
