import { createHmac, timingSafeEqual } from 'node:crypto'
import { notFound } from '@/lib/kernel/app-error'
import { env } from '@/lib/server/env'
import { secretFile } from '@/lib/server/secret-file'

interface Signed {
  method: 'GET' | 'PUT'
  /** Below `/api/2.0/mlflow-artifacts`. */
  path: string
  /** Milliseconds since 1970. */
  expiresAt: number
}

function signatureOf({ method, path, expiresAt }: Signed): Buffer {
  const text = JSON.stringify([method, path, expiresAt])
  return createHmac('sha256', secretFile('artifact-address-key')).update(text).digest()
}

/** The configured origin that the caller used; loopback names of one port count as one. */
function originOf(request: Request | null): string {
  const host = request?.headers.get('host') ?? ''
  const named = env.publicOrigins.find((origin) => new URL(origin).host === host)
  const first = env.publicOrigins[0] ?? ''
  if (named !== undefined || host === '') return named ?? first
  return env.publicOrigins.some((origin) => origin.startsWith('http://')) ? `http://${host}` : first
}

/** An address that works without credentials, for one object, one method and a while. */
export function signAddress(request: Request | null, signed: Signed): string {
  const query = new URLSearchParams({
    exp: String(signed.expiresAt),
    sig: signatureOf(signed).toString('base64url'),
  })
  return `${originOf(request)}/api/2.0/mlflow-artifacts${signed.path}?${query}`
}

/** Lets a signed request pass; a wrong, changed or expired address leads nowhere. */
export function requireSignature(request: Request, method: Signed['method'], path: string, nowMs: number): void {
  const query = new URL(request.url).searchParams
  const expiresAt = Number(query.get('exp'))
  const given = Buffer.from(query.get('sig') ?? '', 'base64url')
  const right = signatureOf({ method, path, expiresAt })
  if (given.length !== right.length || !timingSafeEqual(given, right) || !(expiresAt > nowMs))
    throw notFound('artifact')
}
