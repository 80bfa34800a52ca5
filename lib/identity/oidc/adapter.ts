import type { Adapter, AdapterUser } from 'next-auth/adapters'
import { database } from '@/lib/server/database'
import { env } from '@/lib/server/env'
import type { ClientFacts } from '@/lib/server/operation'
import { runCommand } from '@/lib/server/run-command'
import { joinWithOidc } from '../use-cases/join-with-oidc'
import { openOidcSession } from '../use-cases/open-oidc-session'

const ANONYMOUS = { kind: 'anonymous', id: 'anonymous', name: 'anonymous' } as const

function toAdapterUser(user: { id: string; email: string; name: string }): AdapterUser {
  return { id: user.id, email: user.email, name: user.name, emailVerified: null }
}

/**
 * What next-auth may do with our tables: find people by issuer and subject, create people and sessions through commands. It never
 * finds anybody by e-mail, never reads or extends a session (getPrincipal does), and so never adopts one either.
 */
export function identityAdapter(client: ClientFacts): Adapter {
  return {
    async createUser(user: Omit<AdapterUser, 'id'>) {
      const { issuer, subject } = user as unknown as { issuer: string; subject: string }
      const input = { issuer, subject, email: user.email, name: user.name ?? 'Unnamed person' }
      const { userId } = await runCommand(joinWithOidc, { principal: ANONYMOUS, workspace: null, input, client })
      return { ...toAdapterUser({ id: userId, email: user.email, name: input.name }) }
    },
    async getUser(id) {
      const user = await database().user.findUnique({ where: { id } })
      return user ? toAdapterUser(user) : null
    },
    getUserByEmail: async () => null,
    async getUserByAccount({ providerAccountId }) {
      const issuer = env.SLIPWAY_OIDC_ISSUER
      if (issuer === undefined) return null
      const user = await database().user.findUnique({
        where: { issuer_subject: { issuer, subject: providerAccountId } },
      })
      return user ? toAdapterUser(user) : null
    },
    async updateUser(user) {
      return toAdapterUser({ id: user.id, email: user.email ?? '', name: user.name ?? '' })
    },
    linkAccount: async () => undefined,
    async createSession(session) {
      const input = { userId: session.userId, token: session.sessionToken }
      await runCommand(openOidcSession, { principal: ANONYMOUS, workspace: null, input, client })
      return session
    },
    getSessionAndUser: async () => null,
    updateSession: async () => null,
    deleteSession: async () => null,
  }
}
