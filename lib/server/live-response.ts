import type { Principal } from '@/lib/identity/domain/principal'
import { resolveWorkspace } from '@/lib/identity/door'
import { getPrincipal } from '@/lib/identity/get-principal'
import { newId } from '@/lib/kernel/new-id'
import { requireAccess, requireSignedIn } from './access'
import { database } from './database'
import { liveStream } from './live-stream'
import { problemResponse } from './problem'
import { requireHost, requireRateLimit } from './request-guards'
import { workspaceOf } from './route'

const LISTEN = 'identity:read-members'

async function isAllowed(request: Request, workspaceId: string): Promise<boolean> {
  const principal: Principal = await getPrincipal(request, false)
  try {
    requireAccess(principal, LISTEN, workspaceId)
    return true
  } catch {
    return false
  }
}

/** Answers a browser that wants to be woken; everybody who belongs to the workspace may listen, rooms are named and nothing else. */
export async function liveResponse(request: Request): Promise<Response> {
  const requestId = newId()
  try {
    requireHost(request)
    const principal = await getPrincipal(request)
    requireSignedIn(principal)
    requireRateLimit(request, principal, 'live', 'query')
    const named = workspaceOf(request, principal, false) ?? ''
    const workspace = await resolveWorkspace(database(), named)
    requireAccess(principal, LISTEN, workspace.id)
    const body = liveStream(workspace.id, () => isAllowed(request, workspace.id), request.signal)
    return new Response(body, {
      headers: {
        'content-type': 'text/event-stream',
        'cache-control': 'private, no-store, no-transform',
        'x-accel-buffering': 'no',
        'x-request-id': requestId,
      },
    })
  } catch (error) {
    return problemResponse(error, requestId)
  }
}
