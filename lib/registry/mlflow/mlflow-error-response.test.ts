import { describe, expect, test } from 'vitest'
import { AppError, type ErrorCode } from '@/lib/kernel/app-error'
import { MLFLOW_STATUS, MlflowError, type MlflowErrorCode } from './mlflow-error'

process.env['SLIPWAY_LOG_LEVEL'] ??= 'silent'
const { mlflowErrorResponse } = await import('./mlflow-error-response')

async function answered(error: unknown) {
  const response = mlflowErrorResponse(error, 'r1')
  return { status: response.status, headers: response.headers, ...((await response.json()) as Record<string, string>) }
}

describe('each MLflow code has its HTTP status and its text as given', () => {
  test.each(Object.entries(MLFLOW_STATUS) as [MlflowErrorCode, number][])('%s is %i', async (code, status) => {
    expect(await answered(new MlflowError(code, 'why'))).toMatchObject({ status, error_code: code, message: 'why' })
  })
})

const MAPPED: [ErrorCode, string, number][] = [
  ['invalid', 'INVALID_PARAMETER_VALUE', 400],
  ['bad_request', 'BAD_REQUEST', 400],
  ['unauthenticated', 'UNAUTHENTICATED', 401],
  ['forbidden', 'PERMISSION_DENIED', 403],
  ['refused', 'PERMISSION_DENIED', 403],
  ['not_found', 'RESOURCE_DOES_NOT_EXIST', 404],
  ['conflict', 'RESOURCE_CONFLICT', 409],
  ['idempotency_mismatch', 'RESOURCE_CONFLICT', 409],
  ['payload_too_large', 'INVALID_PARAMETER_VALUE', 400],
  ['rate_limited', 'REQUEST_LIMIT_EXCEEDED', 429],
  ['unavailable', 'TEMPORARILY_UNAVAILABLE', 503],
  ['internal', 'INTERNAL_ERROR', 500],
]
test.each(MAPPED)('%s becomes %s', async (code, errorCode, status) => {
  expect(await answered(new AppError(code, { message: 'why' }))).toMatchObject({ status, error_code: errorCode })
})

test('a refusal by policy is never an answer that clients send again', async () => {
  for (const code of ['forbidden', 'refused', 'conflict', 'locked', 'gone', 'in_flight'] as const)
    expect([408, 429, 500, 502, 503, 504]).not.toContain((await answered(new AppError(code, { message: 'no' }))).status)
})

test('an internal error says nothing about the inside; waiting is told where it helps', async () => {
  const inside = await answered(new Error('password=hunter2 at /srv/x'))
  expect(inside).toMatchObject({ status: 500, error_code: 'INTERNAL_ERROR' })
  expect(inside).toHaveProperty('message', expect.stringContaining('r1'))
  expect(JSON.stringify(inside)).not.toContain('hunter2')
  const busy = await answered(new AppError('rate_limited', { message: 'slow down', details: { retryAfterSec: 7 } }))
  expect(busy.headers.get('retry-after')).toBe('7')
})
