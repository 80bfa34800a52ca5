import type { ServerResponse } from 'node:http'
import { RequestError } from '../request-error'
import type { LiveVariant } from '../routing/routing-table'

export type Dialect = 'v2' | 'mlflow'

export function sendJson(
  response: ServerResponse,
  status: number,
  body: string,
  headers: Record<string, string | number> = {},
): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    ...headers,
  })
  response.end(body)
}

export function servedHeaders(predictionId: string, variant: LiveVariant): Record<string, string> {
  return {
    'x-slipway-prediction-id': predictionId,
    'x-slipway-variant': variant.variantId,
    'x-slipway-version': variant.versionText,
    'x-slipway-generation': variant.generationText,
  }
}

function mlflowCode(error: RequestError): string {
  if (error.status >= 500) return error.kind === 'failed' ? 'INTERNAL_ERROR' : 'TEMPORARILY_UNAVAILABLE'
  return error.kind === 'not_found' ? 'RESOURCE_DOES_NOT_EXIST' : 'BAD_REQUEST'
}

/** Anything thrown becomes the error body of the protocol that was spoken; only our own messages are shown. */
export function sendError(
  response: ServerResponse,
  dialect: Dialect,
  thrown: unknown,
  headers: Record<string, string> = {},
): RequestError {
  const error =
    thrown instanceof RequestError ? thrown : new RequestError('failed', 'the model could not answer this request')
  if (response.headersSent || response.destroyed) return error
  const body =
    dialect === 'v2'
      ? { error: error.kind === 'overloaded' ? 'overloaded' : error.message }
      : { error_code: mlflowCode(error), message: error.message }
  const extra: Record<string, string> = { ...headers }
  if (error.status === 503) extra['retry-after'] = '1'
  // What is left of a refused body is not read: the connection cannot be used again.
  if (error.kind === 'too_large') extra['connection'] = 'close'
  sendJson(response, error.status, JSON.stringify(body), extra)
  return error
}
