import { type NextRequest, NextResponse } from 'next/server'
import { env } from '@/lib/server/env'
import { pagePolicy } from '@/lib/server/security-headers'

/** Sets headers for pages and decides nothing: without this file no byte more can be read and no change more can be made. */
export function proxy(request: NextRequest): NextResponse {
  const nonce = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))))
  const policy = pagePolicy(nonce, env.NODE_ENV === 'development')
  const headers = new Headers(request.headers)
  headers.delete('x-middleware-subrequest')
  headers.set('x-nonce', nonce)
  headers.set('x-slipway-path', request.nextUrl.pathname + request.nextUrl.search)
  headers.set('content-security-policy', policy)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  response.headers.set('cache-control', 'private, no-store')
  return response
}

export const config = {
  matcher: ['/((?!api|ajax-api|_next/static|_next/image|favicon|livez|readyz|health|version).*)'],
}
