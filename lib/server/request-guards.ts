import type { Principal } from '@/lib/identity/domain/principal'
import { AppError } from '@/lib/kernel/app-error'
import { env } from './env'
import { takeRate } from './rate-limit'

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Host must be one of the configured origins' hosts (loopback names with the same port count as one). */
export function requireHost(request: Request): void {
  const host = request.headers.get('host') ?? ''
  const allowed = env.publicOrigins.some((origin) => {
    const url = new URL(origin)
    if (url.host === host) return true
    const loopback = ['localhost', '127.0.0.1', '[::1]']
    return (
      loopback.includes(url.hostname) && loopback.some((name) => host === (url.port ? `${name}:${url.port}` : name))
    )
  })
  if (!allowed)
    throw new AppError('bad_request', { message: 'This host name is not configured in SLIPWAY_PUBLIC_ORIGINS.' })
}

/** Behind a configured proxy, what came to it without TLS is refused, not redirected: tokens must not travel in the clear. */
export function requireTls(request: Request): void {
  if (env.SLIPWAY_TRUSTED_PROXIES === '') return
  if (request.headers.get('x-forwarded-proto')?.split(',').at(-1)?.trim() === 'http')
    throw new AppError('bad_request', { message: 'Use https: this request came without encryption.' })
}

/** Cookie-authenticated mutations need an Origin equal to the page's own host and Sec-Fetch-Site: same-origin. */
export function requireSameOrigin(request: Request): void {
  if (SAFE.has(request.method)) return
  const origin = request.headers.get('origin')
  const site = request.headers.get('sec-fetch-site')
  const host = request.headers.get('host')
  let originHost: string | null = null
  try {
    originHost = origin === null ? null : new URL(origin).host
  } catch {
    originHost = null
  }
  if (originHost === null || originHost !== host || site !== 'same-origin')
    throw new AppError('forbidden', {
      message: 'This change did not come from a page of Slipway. Reload the page and try again.',
    })
}

export type RatePool = 'query' | 'command' | 'ingest' | 'mlflow'

/** Requests per minute. Anonymous callers share one pool per address and operation, so that a flood of one leaves the others alive. */
const LIMITS = { query: 600, command: 120, ingest: 6000, mlflow: 6000, anonymous: 120, agent: 3000 }

function rateKey(
  request: Request,
  principal: Principal,
  operation: string,
  ratePool: RatePool,
): { key: string; limit: number } {
  if (principal.kind === 'anonymous')
    return { key: `anonymous:${clientAddress(request)}:${operation}`, limit: LIMITS.anonymous }
  return {
    key: `${principal.kind}:${principal.id}:${ratePool}`,
    limit: principal.kind === 'agent' ? LIMITS.agent : LIMITS[ratePool],
  }
}

/** Requests per minute and principal: reads 600, changes 120, ingest and MLflow clients 6000 (all times SLIPWAY_RATE_FACTOR). */
export function requireRateLimit(request: Request, principal: Principal, operation: string, ratePool: RatePool): void {
  const { key, limit } = rateKey(request, principal, operation, ratePool)
  const waitSec = takeRate(key, limit * env.SLIPWAY_RATE_FACTOR, 60)
  if (waitSec > 0)
    throw new AppError('rate_limited', {
      message: `Too many requests. Try again in ${waitSec} s.`,
      details: { retryAfterSec: waitSec },
    })
}

/** X-Forwarded-For counts only behind a configured proxy; otherwise all callers of one process share a pool. */
export function clientAddress(request: Request): string {
  if (env.SLIPWAY_TRUSTED_PROXIES === '') return 'direct'
  const forwarded = request.headers.get('x-forwarded-for')?.split(',').at(-1)?.trim()
  return forwarded ?? 'direct'
}
