import type { z } from 'zod'
import { getPrincipal } from '@/lib/identity/get-principal'
import { AppError } from '@/lib/kernel/app-error'
import { newId } from '@/lib/kernel/new-id'
import type { AnyOperation, Command, Query } from './operation'
import { problemResponse } from './problem'
import { requireHost, requireRateLimit, requireSameOrigin } from './request-guards'
import { readJsonBody } from './request-body'
import { runCommand } from './run-command'
import { runQuery } from './run-query'

type Params = Record<string, string | string[] | undefined>
export interface RouteContext {
  params: Promise<Params>
}

export interface RouteHandler {
  (request: Request, context: RouteContext): Promise<Response>
  operation: AnyOperation
}

interface RouteOptions {
  /** Success status; 200 unless something was created. */
  status?: 200 | 201 | 202
  /** JSON body limit in bytes (default 64 KiB). */
  bodyLimit?: number
}

/** The workspace of a call: a token or agent brings its own; a browser names it in `x-slipway-workspace`. */
export function workspaceOf(request: Request, principal: { kind: string; workspaceId?: string }, isPublic: boolean): string | null {
  if (isPublic) return null
  const named = request.headers.get('x-slipway-workspace') ?? new URL(request.url).searchParams.get('workspace')
  const own = principal.workspaceId
  if (named === null && own === undefined)
    throw new AppError('bad_request', { message: 'Name the workspace in the header x-slipway-workspace.' })
  return named ?? own ?? null
}

function queryInput(url: URL): Record<string, string> {
  const input: Record<string, string> = {}
  for (const [key, value] of url.searchParams) {
    if (key === 'workspace') continue
    if (key in input) throw new AppError('bad_request', { message: `The parameter ${key} appears more than once.` })
    input[key] = value
  }
  return input
}

/** Path parameters win; a body that names the same thing differently is treated as an unknown id. */
function merge(params: Params, rest: unknown): unknown {
  if (typeof rest !== 'object' || rest === null || Array.isArray(rest))
    throw new AppError('invalid', { message: 'The body must be a JSON object.' })
  const input: Record<string, unknown> = { ...rest }
  for (const [key, value] of Object.entries(params)) {
    if (value === undefined) continue
    if (key in input && input[key] !== value) throw new AppError('not_found', { message: 'Path and body name different things.' })
    input[key] = value
  }
  return input
}

/** Makes a Next.js route handler of a command or query; the handler carries its operation for the generated tests and OpenAPI. */
export function defineRoute<I extends z.ZodType, O extends z.ZodType>(
  operation: Command<I, O> | Query<I, O>,
  options: RouteOptions = {},
): RouteHandler {
  const handler = async (request: Request, context: RouteContext): Promise<Response> => {
    const requestId = newId()
    try {
      requireHost(request)
      const principal = await getPrincipal(request)
      if (principal.kind === 'user' || principal.kind === 'anonymous') requireSameOrigin(request)
      await requireRateLimit(request, principal, operation.kind)
      const isPublic = typeof operation.permission !== 'string'
      if (!isPublic && principal.kind === 'anonymous')
        throw new AppError('unauthenticated', { message: 'Sign in or send an API token, then try again.' })
      const workspace = workspaceOf(request, principal, isPublic)
      const params = await context.params
      const hasBody = request.method !== 'GET' && request.method !== 'HEAD'
      const body = hasBody ? await readJsonBody(request, options.bodyLimit) : queryInput(new URL(request.url))
      const input = merge(params, body)
      const invocation = { principal, workspace, input, requestId, idempotencyKey: request.headers.get('idempotency-key') }
      const output =
        operation.kind === 'command' ? await runCommand(operation, invocation) : await runQuery(operation, invocation)
      return new Response(JSON.stringify(output), {
        status: options.status ?? 200,
        headers: { 'content-type': 'application/json', 'cache-control': 'private, no-store', 'x-request-id': requestId },
      })
    } catch (error) {
      return problemResponse(error, requestId)
    }
  }
  return Object.assign(handler, { operation: operation as AnyOperation })
}
