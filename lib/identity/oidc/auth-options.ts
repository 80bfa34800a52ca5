import type { AuthOptions } from 'next-auth'
import { database } from '@/lib/server/database'
import { log } from '@/lib/server/log'
import type { ClientFacts } from '@/lib/server/operation'
import { secretFile } from '@/lib/server/secret-file'
import { sessionCookieName, sessionCookieOptions } from '@/lib/server/session-cookie'
import { newSessionToken, SESSION_MAX_AGE_SEC } from '../store'
import { identityAdapter } from './adapter'
import { oidcProvider } from './provider'

async function isDisabled(userId: string): Promise<boolean> {
  if (!/^[0-9a-f-]{36}$/.test(userId)) return false
  const user = await database().user.findUnique({ where: { id: userId }, select: { disabledAt: true } })
  return user !== null && user.disabledAt !== null
}

/** next-auth with every default that is too weak replaced; sessions live in the database only. Null without a provider. */
export function authOptions(client: ClientFacts): AuthOptions | null {
  const provider = oidcProvider()
  if (provider === null) return null
  return {
    adapter: identityAdapter(client),
    providers: [provider],
    secret: secretFile('session-secret').toString('hex'),
    session: {
      strategy: 'database',
      maxAge: SESSION_MAX_AGE_SEC,
      updateAge: SESSION_MAX_AGE_SEC,
      generateSessionToken: newSessionToken,
    },
    cookies: { sessionToken: { name: sessionCookieName(), options: sessionCookieOptions() } },
    useSecureCookies: sessionCookieOptions().secure,
    pages: { signIn: '/sign-in', error: '/sign-in' },
    callbacks: {
      signIn: async ({ user }) => !(await isDisabled(user.id)),
      redirect: ({ url, baseUrl }) =>
        url.startsWith('/') && !url.startsWith('//')
          ? `${baseUrl}${url}`
          : url.startsWith(`${baseUrl}/`)
            ? url
            : baseUrl,
    },
    logger: {
      error: (code) => log.warn({ code }, 'single sign-on failed'),
      warn: (code) => log.debug({ code }, 'single sign-on'),
      debug: () => undefined,
    },
  }
}
