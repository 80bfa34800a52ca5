import type { z } from 'zod'
import { getPrincipal } from '@/lib/identity/get-principal'
import { AppError } from '@/lib/kernel/app-error'
import { newId } from '@/lib/kernel/new-id'
import { type AnyOperation, type Command, isPublic, type Query } from './operation'
import { problemResponse } from './problem'
import { readJsonBody } from './request-body'
import { clientAddress, type RatePool, requireHost, requireRateLimit, requireSameOrigin } from './request-guards'
import { type Invocation, runCommand } from './run-command'
import { runQuery } from './run-query'

type Params = Record<string, string | string[] | undefined>
export interface RouteContext {
  /** Next.js resolves this to undefined for a route without parameters. */
  params: Promise<Params | undefined>
}

export interface RouteHandler {
  (request: Request, context: RouteContext): Promise<Response>
  operation: AnyOperation
  /** What the success body holds, where that is not the operation's output (secrets move into a cookie). */
  responseSchema: z.ZodType
  status: number
}

/** For the few routes whose answer is more than the output: cookies to set, or a part of the output that must not be in the body. */
export interface Answer<O> {
  schema: z.ZodType
  build(output: O): { body: unknown; headers?: Record<string, string> }
}

interface RouteOptions<O> {
  /** Success status; 200 unless something was created. */
  status?: 200 | 201 | 202
  /** JSON body limit in bytes (default 64 KiB). */
  bodyLimit?: number
  answer?: Answer<O>
  /** What a refusal becomes where the app floor can do more about it than say no. */
  onError?(error: unknown, invocation: Omit<Invocation, 'input'>): Promise<unknown>
  /** Ingest routes have a pool of their own (100 requests a second). */
  ratePool?: RatePool
}

/** The workspace of a call: a token or agent brings its own; a browser names it in `x-slipway-workspace`. */
export function workspaceOf(
  request: Request,
  principal: { kind: string; workspaceId?: string },
  isInstallation: boolean,
): string | null {
  if (isInstallation) return null
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
    if (value.includes('\0')) throw new AppError('invalid', { message: 'Text must not hold NUL characters.' })
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
    if (key in input && input[key] !== value)
      throw new AppError('not_found', { message: 'Path and body name different things.' })
    input[key] = value
  }
  return input
}

/** Makes a Next.js route handler of a command or query; the handler carries its operation for the generated tests and OpenAPI. */
export function defineRoute<I extends z.ZodType, O extends z.ZodType>(
  operation: Command<I, O> | Query<I, O>,
  options: RouteOptions<z.output<O>> = {},
): RouteHandler {
  const handler = async (request: Request, context: RouteContext): Promise<Response> => {
    const requestId = newId()
    let called: Omit<Invocation, 'input'> | null = null
    try {
      requireHost(request)
      const principal = await getPrincipal(request)
      if (principal.kind === 'anonymous' && !isPublic(operation.permission))
        throw new AppError('unauthenticated', { message: 'Sign in or send an API token, then try again.' })
      if (principal.kind === 'user' || principal.kind === 'anonymous') requireSameOrigin(request)
      requireRateLimit(request, principal, operation.name, options.ratePool ?? operation.kind)
      const workspace = workspaceOf(request, principal, typeof operation.permission !== 'string')
      const params = (await context.params) ?? {}
      const hasBody = request.method !== 'GET' && request.method !== 'HEAD'
      const body = hasBody ? await readJsonBody(request, options.bodyLimit) : queryInput(new URL(request.url))
      const input = merge(params, body)
      const client = {
        address: clientAddress(request),
        userAgent: request.headers.get('user-agent')?.slice(0, 200) ?? null,
      }
      called = { principal, workspace, requestId, client }
      const invocation = { ...called, input, idempotencyKey: request.headers.get('idempotency-key') }
      const output =
        operation.kind === 'command' ? await runCommand(operation, invocation) : await runQuery(operation, invocation)
      const { body: answer, headers = {} } = options.answer?.build(output) ?? { body: output }
      return new Response(JSON.stringify(answer), {
        status: options.status ?? 200,
        headers: {
          'content-type': 'application/json',
          'cache-control': 'private, no-store',
          'x-request-id': requestId,
          ...headers,
        },
      })
    } catch (error) {
      const refined = called === null ? error : await options.onError?.(error, called).catch((later: unknown) => later)
      return problemResponse(refined ?? error, requestId)
    }
  }
  return Object.assign(handler, {
    operation: operation as AnyOperation,
    responseSchema: options.answer?.schema ?? operation.output,
    status: options.status ?? 200,
  })
}
