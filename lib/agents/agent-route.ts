import type { z } from 'zod'
import { AppError } from '@/lib/kernel/app-error'
import { newId } from '@/lib/kernel/new-id'
import type { AnyOperation, Command, Query } from '@/lib/server/operation'
import { problemResponse } from '@/lib/server/problem'
import { parseJson, readBytes } from '@/lib/server/request-body'
import { requireHost, requireRateLimit } from '@/lib/server/request-guards'
import type { RouteContext, RouteHandler } from '@/lib/server/route'
import { runCommand } from '@/lib/server/run-command'
import { runQuery } from '@/lib/server/run-query'
import { type AgentCaller, type AgentRequestKind, authenticateAgent } from './authenticate-agent'
import { CONTROL_BODY_LIMIT } from './domain/protocol'

export interface AgentCall {
  request: Request
  caller: AgentCaller
  params: Record<string, string>
  bytes: Buffer
  requestId: string
}

interface AgentRouteOptions {
  kind?: AgentRequestKind
  bodyLimit?: number
  /** What the success body holds, where that is not the operation's output. */
  responseSchema?: z.ZodType
}

export function jsonObject(bytes: Uint8Array): Record<string, unknown> {
  if (bytes.byteLength === 0) return {}
  const body = parseJson(Buffer.from(bytes).toString('utf8'))
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new AppError('invalid', { message: 'The body must be a JSON object.' })
  return { ...body }
}

export function jsonAnswer(value: unknown, requestId: string, status = 200): Response {
  const headers = { 'content-type': 'application/json', 'cache-control': 'no-store', 'x-request-id': requestId }
  return new Response(JSON.stringify(value), { status, headers })
}

async function plainParams(context: RouteContext): Promise<Record<string, string>> {
  const params = (await context.params) ?? {}
  return Object.fromEntries(
    Object.entries(params).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : [])),
  )
}

/** A handler behind the agent's signature; it carries its operation for the generated tests. */
export function signedRoute(
  operation: AnyOperation,
  answer: (call: AgentCall) => Promise<Response>,
  options: AgentRouteOptions = {},
): RouteHandler {
  const handler = async (request: Request, context: RouteContext): Promise<Response> => {
    const requestId = newId()
    try {
      requireHost(request)
      const bytes = await readBytes(request, options.bodyLimit ?? CONTROL_BODY_LIMIT)
      const caller = await authenticateAgent(request, bytes, options.kind ?? 'control')
      requireRateLimit(request, caller.principal, operation.name, options.kind === 'ingest' ? 'ingest' : operation.kind)
      return await answer({ request, caller, params: await plainParams(context), bytes, requestId })
    } catch (error) {
      return problemResponse(error, requestId)
    }
  }
  return Object.assign(handler, { operation, responseSchema: options.responseSchema ?? operation.output, status: 200 })
}

/** What the caller sent plus what its signature proved; the proven epoch wins over anything in the body. */
export function callInput(call: AgentCall): Record<string, unknown> {
  return { ...jsonObject(call.bytes), ...call.params, epoch: String(call.caller.epoch) }
}

/** Runs one command or query for a signed request. */
export function defineAgentRoute<I extends z.ZodType, O extends z.ZodType>(
  operation: Command<I, O> | Query<I, O>,
  options: AgentRouteOptions = {},
): RouteHandler {
  return signedRoute(
    operation as AnyOperation,
    async (call) => {
      const { principal } = call.caller
      const invocation = {
        principal,
        workspace: principal.workspaceId,
        input: callInput(call),
        requestId: call.requestId,
      }
      const output =
        operation.kind === 'command' ? await runCommand(operation, invocation) : await runQuery(operation, invocation)
      return jsonAnswer(output, call.requestId)
    },
    options,
  )
}
