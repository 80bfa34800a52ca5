import type { Principal } from '@/lib/identity/domain/principal'
import { getPrincipal } from '@/lib/identity/get-principal'
import { newId } from '@/lib/kernel/new-id'
import { requireSignedIn } from './access'
import type { AnyOperation } from './operation'
import { problemResponse } from './problem'
import { type RatePool, requireHost, requireRateLimit, requireSameOrigin } from './request-guards'
import { type RouteContext, type RouteHandler, workspaceOf } from './route'

export interface GuardedCall {
  request: Request
  params: Record<string, string | string[] | undefined>
  /** Who asks, where: for every command and query of this request. */
  invocation: { principal: Principal; workspace: string | null; requestId: string }
}

interface GuardedOptions {
  status: 200 | 201
  ratePool?: RatePool
}

/** A route whose body or answer is not JSON: the same guards and the same errors as any other, `respond` does the rest. */
export function defineGuarded(
  operation: AnyOperation,
  { status, ratePool = operation.kind }: GuardedOptions,
  respond: (call: GuardedCall) => Promise<Response>,
): RouteHandler {
  const guarded = async (request: Request, context: RouteContext, requestId: string): Promise<Response> => {
    requireHost(request)
    const principal = await getPrincipal(request)
    requireSignedIn(principal)
    if (principal.kind === 'user') requireSameOrigin(request)
    requireRateLimit(request, principal, operation.name, ratePool)
    const invocation = { principal, workspace: workspaceOf(request, principal, false), requestId }
    return respond({ request, params: (await context.params) ?? {}, invocation })
  }
  const handler = async (request: Request, context: RouteContext): Promise<Response> => {
    const requestId = newId()
    return guarded(request, context, requestId).catch((error: unknown) => problemResponse(error, requestId))
  }
  return Object.assign(handler, { operation, responseSchema: operation.output, status })
}

export function jsonAnswer(body: unknown, status: number, requestId: string): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'private, no-store', 'x-request-id': requestId },
  })
}
