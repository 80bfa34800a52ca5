import type { OAuthConfig } from 'next-auth/providers/oauth'
import { env } from '@/lib/server/env'

export interface OidcClaims {
  iss: string
  sub: string
  email?: string
  name?: string
  preferred_username?: string
}

export interface OidcProfile {
  id: string
  /** next-auth drops `id` when it creates the account; issuer and subject travel beside it. */
  issuer: string
  subject: string
  email: string
  name: string
}

/** Who the provider says this is. Empty claims never become an identity, and only the configured issuer is believed. */
export function profileOf(claims: OidcClaims, issuer: string): OidcProfile {
  if (claims.iss !== issuer) throw new Error('the ID token is of another issuer')
  if (typeof claims.sub !== 'string' || claims.sub.trim() === '') throw new Error('the ID token names no subject')
  const name = [claims.name, claims.preferred_username, claims.email].find(
    (text) => typeof text === 'string' && text.trim() !== '',
  )
  return {
    id: claims.sub,
    subject: claims.sub,
    issuer,
    email: typeof claims.email === 'string' ? claims.email : '',
    name: (name ?? 'Unnamed person').slice(0, 120),
  }
}

/** The configured provider, or null without configuration. Code flow with PKCE, state and nonce; the ID token's algorithm is fixed. */
export function oidcProvider(): OAuthConfig<OidcClaims> | null {
  const {
    SLIPWAY_OIDC_ISSUER: issuer,
    SLIPWAY_OIDC_CLIENT_ID: clientId,
    SLIPWAY_OIDC_CLIENT_SECRET: clientSecret,
  } = env
  if (issuer === undefined || clientId === undefined || clientSecret === undefined) return null
  return {
    id: 'oidc',
    name: env.SLIPWAY_OIDC_NAME,
    type: 'oauth',
    issuer,
    wellKnown: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
    clientId,
    clientSecret,
    idToken: true,
    checks: ['pkce', 'state', 'nonce'],
    authorization: { params: { scope: 'openid email profile' } },
    client: { id_token_signed_response_alg: env.SLIPWAY_OIDC_ALG },
    httpOptions: { timeout: 5000 },
    profile: (claims) => profileOf(claims, issuer),
  }
}
