import { newId } from '@/lib/kernel/new-id'
import { clientAddress, requireHost, requireRateLimit, requireTls } from '@/lib/server/request-guards'
import type { Invocation } from '@/lib/server/run-command'
import { callerOf } from '../caller'
import { mlflowErrorResponse } from '../mlflow-error-response'

export interface ArtifactCall {
  request: Request
  /** What follows the endpoint in the address, still percent-encoded as it was sent. */
  path: string
  /** Who asks, where: for every command and query of this request. */
  invocation: Omit<Invocation, 'input'> & { requestId: string }
}

export function jsonResponse(body: object, requestId: string, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    headers: {
      'content-type': 'application/json',
      'cache-control': 'private, no-store',
      'x-request-id': requestId,
      ...headers,
    },
  })
}

/** The guards of every artifact call that names its caller; then `answer`. */
export async function guardedCall(
  request: Request,
  requestId: string,
  path: string,
  isAjax: boolean,
): Promise<ArtifactCall> {
  requireHost(request)
  requireTls(request)
  const { principal, workspace } = await callerOf(request, isAjax)
  requireRateLimit(request, principal, 'registry.artifacts', 'mlflow')
  const userAgent = request.headers.get('user-agent')?.slice(0, 200) ?? null
  const client = { address: clientAddress(request), userAgent }
  return { request, path, invocation: { principal, workspace: workspace.id, requestId, client } }
}

/** Errors in MLflow's form, whatever went wrong. */
export async function answering(respond: (requestId: string) => Promise<Response>): Promise<Response> {
  const requestId = newId()
  return respond(requestId).catch((error: unknown) => mlflowErrorResponse(error, requestId))
}
