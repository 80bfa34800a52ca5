import { AppError } from '@/lib/kernel/app-error'
import { log } from './log'
import { sqlState } from './sql-state'

/** Prisma: P1001/P1002 unreachable, P1008/P2024 time-outs; SQLSTATE 57P01..57P03 shutdown; Node: ECONNREFUSED. */
const UNREACHABLE = /^(P1001|P1002|P1008|P1017|P2024|57P0[123]|ECONNREFUSED|ECONNRESET)$/
/** Waited too long for a lock or in a statement, lost against other transactions again and again, too many connections. */
const BUSY = /^(55P03|57014|40001|40P01|53300)$/

/** P2028: Prisma's transaction did not get a connection or ended by time; the pool's own error has no code. */
function isBusy(error: unknown, code: string): boolean {
  return (
    code === 'P2028' ||
    BUSY.test(sqlState(error)) ||
    (error instanceof Error && error.message === 'timeout exceeded when trying to connect')
  )
}

export function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
  if (UNREACHABLE.test(code) || UNREACHABLE.test(sqlState(error)))
    return new AppError('unavailable', {
      message: 'The database cannot be reached right now. Nothing was changed; try again.',
      cause: error,
    })
  if (isBusy(error, code))
    return new AppError('unavailable', {
      message: 'Something else is being changed at this moment and took too long. Nothing was changed; try again.',
      cause: error,
    })
  if (code === 'P2002')
    return new AppError('conflict', {
      message: 'Something with this name or key exists already. Choose another.',
      cause: error,
    })
  return new AppError('internal', { message: 'Something failed inside Slipway. Nothing was changed.', cause: error })
}

/** The one mapper from errors to RFC 9457 problem+json; logs once; the text of a 5xx says nothing about the inside. */
export function problemResponse(error: unknown, requestId: string): Response {
  const problem = asAppError(error)
  const fields = {
    requestId,
    code: problem.code,
    err: error instanceof Error ? (error.stack ?? error.message) : String(error),
  }
  if (problem.status >= 500) log.error(fields, 'request failed')
  else log.debug({ requestId, code: problem.code, message: problem.message }, 'request refused')
  const headers = new Headers({
    'content-type': 'application/problem+json',
    'cache-control': 'private, no-store',
    'x-request-id': requestId,
  })
  const retryAfter = problem.details['retryAfterSec'] ?? (problem.code === 'unavailable' ? 2 : undefined)
  if (retryAfter !== undefined) headers.set('retry-after', String(retryAfter))
  if (problem.code === 'unauthenticated') headers.set('www-authenticate', 'Bearer')
  const body = {
    type: `urn:slipway:error:${problem.code}`,
    title: problem.code.replaceAll('_', ' '),
    status: problem.status,
    code: problem.code,
    detail: problem.message,
    requestId,
    ...(problem.status < 500 ? problem.details : {}),
  }
  return new Response(JSON.stringify(body), { status: problem.status, headers })
}
