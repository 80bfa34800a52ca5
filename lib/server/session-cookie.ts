import { env } from './env'
import { isLoopbackHttp } from './loopback-origin'

/** `__Host-` needs TLS; only an installation whose origins are all plain loopback ones goes without prefix and Secure. */
function isPlain(): boolean {
  return env.publicOrigins.every(isLoopbackHttp)
}

export function sessionCookieName(): string {
  return isPlain() ? 'slipway.session' : '__Host-slipway.session'
}

/** Attributes shared by our own cookie and the one next-auth writes. */
export function sessionCookieOptions(): { httpOnly: true; sameSite: 'lax'; path: '/'; secure: boolean } {
  return { httpOnly: true, sameSite: 'lax', path: '/', secure: !isPlain() }
}

/** A Set-Cookie value; an empty token clears the cookie. */
export function sessionCookie(token: string, maxAgeSec: number): string {
  const secure = isPlain() ? '' : '; Secure'
  return `${sessionCookieName()}=${token}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAgeSec}${secure}`
}

/** The session token among the request's cookies; two cookies of that name are treated as none. */
export function sessionTokenIn(cookieHeader: string | null): string | null {
  if (cookieHeader === null) return null
  const prefix = `${sessionCookieName()}=`
  const found = cookieHeader
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part.startsWith(prefix))
  const value = found.length === 1 ? found[0]?.slice(prefix.length) : undefined
  return value !== undefined && /^[0-9A-Za-z_-]{43}$/.test(value) ? value : null
}
