import { AppError } from '@/lib/kernel/app-error'
import { newId } from '@/lib/kernel/new-id'
import { requireAccess } from '@/lib/server/access'
import { database } from '@/lib/server/database'
import { env } from '@/lib/server/env'
import { readJsonBody } from '@/lib/server/request-body'
import { clientAddress, requireHost, requireRateLimit, requireTls } from '@/lib/server/request-guards'
import { runCommand } from '@/lib/server/run-command'
import { runQuery } from '@/lib/server/run-query'
import { type Caller, callerOf } from './caller'
import { MlflowError } from './mlflow-error'
import { mlflowErrorResponse } from './mlflow-error-response'
import { matchRow } from './mlflow-routes'
import type { MlflowScope } from './mlflow-row'
import { RequestFields } from './request-fields'
import { toWire } from './wire-values'

const PATH = /^\/(ajax-)?api\/(2\.0|3\.0)\/(?:preview\/)?mlflow(\/.*)$/

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
  throw new MlflowError('ENDPOINT_NOT_FOUND', `Slipway has no endpoint ${request.method} ${pathname}.`)
}

async function answerOf(request: Request, requestId: string): Promise<object> {
  requireHost(request)
  requireTls(request)
  const { row, params, isAjax } = matched(request)
  const caller: Caller = await callerOf(request, isAjax)
  const { principal, workspace } = caller
  requireRateLimit(request, principal, row.operation.name, 'mlflow')
  // Rights come before names are looked up: who may not do this learns nothing about what exists.
  requireAccess(principal, row.operation.permission, workspace.id)
  const url = new URL(request.url)
  const sent = request.method === 'GET' ? {} : await bodyFields(request, row.bodyLimit)
  const fields = new RequestFields({ ...queryFields(url), ...sent, ...params })
  const baseUrl = `${env.publicOrigins[0] ?? ''}/${workspace.slug}`
  const scope: MlflowScope = { db: database(), workspace, baseUrl }
  const invocation = {
    principal,
    workspace: workspace.id,
    requestId,
    input: await row.input(fields, scope),
    client: { address: clientAddress(request), userAgent: request.headers.get('user-agent')?.slice(0, 200) ?? null },
  }
  const { operation } = row
  const output =
    operation.kind === 'command' ? await runCommand(operation, invocation) : await runQuery(operation, invocation)
  return row.answer(output, scope, fields)
}

/** Answers one request of an MLflow client: 200 with a JSON object, or an error in MLflow's form; never a redirect or an empty body. */
export async function handleMlflow(request: Request): Promise<Response> {
  const requestId = newId()
  try {
    const answer = await answerOf(request, requestId)
    return new Response(JSON.stringify(toWire(answer)), {
      headers: { 'content-type': 'application/json', 'cache-control': 'private, no-store', 'x-request-id': requestId },
    })
  } catch (error) {
    return mlflowErrorResponse(error, requestId)
  }
}
