import type { AppError, ErrorCode } from '@/lib/kernel/app-error'
import { log } from '@/lib/server/log'
import { asAppError } from '@/lib/server/problem'
import { MLFLOW_STATUS, MlflowError, type MlflowErrorCode } from './mlflow-error'

const CODES: Record<ErrorCode, MlflowErrorCode> = {
  bad_request: 'BAD_REQUEST',
  unauthenticated: 'UNAUTHENTICATED',
  forbidden: 'PERMISSION_DENIED',
  not_found: 'RESOURCE_DOES_NOT_EXIST',
  // Clients do not retry 409, and retry every 5xx: a refusal must stay below 500.
  conflict: 'RESOURCE_CONFLICT',
  in_flight: 'RESOURCE_CONFLICT',
  gone: 'RESOURCE_DOES_NOT_EXIST',
  payload_too_large: 'INVALID_PARAMETER_VALUE',
  unsupported_media_type: 'BAD_REQUEST',
  invalid: 'INVALID_PARAMETER_VALUE',
  refused: 'PERMISSION_DENIED',
  idempotency_mismatch: 'RESOURCE_CONFLICT',
  locked: 'PERMISSION_DENIED',
  protocol_too_old: 'BAD_REQUEST',
  rate_limited: 'REQUEST_LIMIT_EXCEEDED',
  internal: 'INTERNAL_ERROR',
  unavailable: 'TEMPORARILY_UNAVAILABLE',
}

interface Wire {
  code: MlflowErrorCode
  message: string
  retryAfterSec?: unknown
}

function wireOf(error: unknown, requestId: string): Wire {
  if (error instanceof MlflowError) return { code: error.code, message: error.message }
  const app: AppError = asAppError(error)
  if (app.details['reason'] === 'name_taken') {
    const { name } = app.details
    const isModel = typeof name === 'string'
    return {
      code: 'RESOURCE_ALREADY_EXISTS',
      message: isModel ? `Registered Model (name=${name}) already exists.` : app.message,
    }
  }
  const code = CODES[app.code]
  const message = code === 'INTERNAL_ERROR' ? `Something failed inside Slipway (request ${requestId}).` : app.message
  const retryAfterSec = app.details['retryAfterSec'] ?? (app.code === 'unavailable' ? 2 : undefined)
  return { code, message, retryAfterSec }
}

/** The one mapper from errors to MLflow's form; logs once; an internal error says nothing about the inside. */
export function mlflowErrorResponse(error: unknown, requestId: string): Response {
  const { code, message, retryAfterSec } = wireOf(error, requestId)
  const status = MLFLOW_STATUS[code]
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
  if (status >= 500 && status !== 501) log.error({ requestId, code, err: stack }, 'request failed')
  else log.debug({ requestId, code, message }, 'request refused')
  const headers = new Headers({
    'content-type': 'application/json',
    'cache-control': 'private, no-store',
    'x-request-id': requestId,
  })
  if (retryAfterSec !== undefined) headers.set('retry-after', String(retryAfterSec))
  if (status === 401) headers.set('www-authenticate', 'Bearer, Basic realm="Slipway"')
  return new Response(JSON.stringify({ error_code: code, message }), { status, headers })
}
