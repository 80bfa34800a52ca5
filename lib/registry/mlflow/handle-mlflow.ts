import { AppError } from '@/lib/kernel/app-error'
import { newId } from '@/lib/kernel/new-id'
import { requireAccess } from '@/lib/server/access'
import { database } from '@/lib/server/database'
import { env } from '@/lib/server/env'
import { log } from '@/lib/server/log'
import { readJsonBody } from '@/lib/server/request-body'
import { clientAddress, requireHost, requireRateLimit, requireTls } from '@/lib/server/request-guards'
import { callerOf } from './caller'
import { clientOf } from './client-of'
import { MlflowError } from './mlflow-error'
import { mlflowErrorResponse } from './mlflow-error-response'
import { matchRow } from './mlflow-routes'
import type { MlflowScope } from './mlflow-row'
import { noteClient } from './note-client'
import { askInstead, type RequestMove } from './protected-move'
import { type Attempt, deliveredBody, openAttempt } from './replay'
import { RequestFields } from './request-fields'
import { runRow } from './run-row'
import type { StandingOf } from './version-standing'
import { toWire } from './wire-values'

/** Characters up to which an answer is not compressed. */
const SMALL = 16_384
const PATH = /^\/(ajax-)?api\/(2\.0|3\.0)\/(?:preview\/)?mlflow(\/.*)$/

export interface MlflowPorts {
  requestMove: RequestMove
  standingOf: StandingOf
}

/** Query parameters; a repeated key is a list. */
function queryFields(url: URL): Record<string, unknown> {
  const names = [...new Set(url.searchParams.keys())]
  return Object.fromEntries(
    names.map((name) => {
      const values = url.searchParams.getAll(name)
      return [name, values.length > 1 ? values : values[0]]
    }),
  )
}

async function bodyFields(request: Request, limit: number): Promise<Record<string, unknown>> {
  const body = await readJsonBody(request, limit)
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new AppError('bad_request', { message: 'The body must be a JSON object.' })
  return body as Record<string, unknown>
}

function matched(request: Request) {
  const { pathname } = new URL(request.url)
  const [, ajax, version, path = ''] = PATH.exec(pathname) ?? []
  const match = matchRow(version === '3.0' ? '3.0' : '2.0', request.method, path)
  if (match) return { ...match, isAjax: ajax !== undefined }
  if (/\/(webhooks|permissions)(\/|$)/.test(path))
    throw new MlflowError('NOT_IMPLEMENTED', 'Slipway keeps webhooks and permissions its own way: see /api/v1.')
  throw new MlflowError('ENDPOINT_NOT_FOUND', `Slipway has no endpoint ${request.method} ${pathname}.`)
}

async function answerTo(
  request: Request,
  requestId: string,
  ports: MlflowPorts,
): Promise<{ answer: object; attempt: Attempt | null }> {
  const cameAt = performance.now()
  requireHost(request)
  requireTls(request)
  const { row, params, isAjax } = matched(request)
  const { principal, workspace } = await callerOf(request, isAjax)
  requireRateLimit(request, principal, row.operation.name, 'mlflow')
  // Rights come before names are looked up: who may not do this learns nothing about what exists.
  requireAccess(principal, row.operation.permission, workspace.id)
  await noteClient(principal, request, Date.now()).catch((error: unknown) =>
    log.warn({ err: String(error) }, 'client not noted'),
  )
  const sent = request.method === 'GET' ? {} : await bodyFields(request, row.bodyLimit)
  const fields = new RequestFields({ ...queryFields(new URL(request.url)), ...sent, ...params })
  const baseUrl = `${env.publicOrigins[0] ?? ''}/${workspace.slug}`
  const scope: MlflowScope = { db: database(), workspace, baseUrl, standingOf: ports.standingOf }
  const userAgent = request.headers.get('user-agent')?.slice(0, 200) ?? null
  const invocation = {
    principal,
    workspace: workspace.id,
    requestId,
    client: { address: clientAddress(request), userAgent, program: clientOf(userAgent)?.full ?? null },
  }
  const key = request.headers.get('idempotency-key')
  const attempt =
    row.isReplayed && key === null
      ? await openAttempt({
          workspaceId: workspace.id,
          principalId: principal.id,
          parts: [row.method, row.path, params, sent],
          agoMs: performance.now() - cameAt,
        })
      : null
  try {
    const input = async () => row.input(fields, scope)
    const output = await runRow({ row, principal, input, invocation }, attempt, key)
    return { answer: await row.answer(output, scope, fields), attempt }
  } catch (error) {
    throw await askInstead(error, invocation, ports.requestMove)
  }
}

/** Answers MLflow clients: 200 with a JSON object, or an error in MLflow's form; never a redirect or an empty body. */
export function createMlflowHandler(ports: MlflowPorts): (request: Request) => Promise<Response> {
  return async (request) => {
    const requestId = newId()
    try {
      const { answer, attempt } = await answerTo(request, requestId, ports)
      const text = JSON.stringify(toWire(answer))
      const headers = {
        'content-type': 'application/json',
        // Packing a small answer takes longer than sending it.
        'cache-control': text.length < SMALL ? 'private, no-store, no-transform' : 'private, no-store',
        'x-request-id': requestId,
      }
      return new Response(attempt === null ? text : deliveredBody(text, attempt), { headers })
    } catch (error) {
      return mlflowErrorResponse(error, requestId)
    }
  }
}
