import { env } from '@/lib/server/env'

/** What the sign-in page offers. */
export function signInOptions(): { local: boolean; sso: { name: string } | null } {
  return {
    local: env.SLIPWAY_LOCAL_ACCOUNTS === 'on',
    sso: env.SLIPWAY_OIDC_ISSUER === undefined ? null : { name: env.SLIPWAY_OIDC_NAME },
  }
}
