import { z } from 'zod'
import { AppError } from '@/lib/kernel/app-error'
import { defineCommand } from '@/lib/server/operation'
import type { Principal } from '../domain/principal'
import { workspaceIdsOf } from '../reads'
import { insertSession } from '../store'

export const openOidcSession = defineCommand({
  name: 'identity.open-oidc-session',
  permission: { public: 'called by the sign-in callback after the provider’s answer was verified; it has no route' },
  input: z.strictObject({ userId: z.uuid(), token: z.string().length(43) }),
  output: z.object({ sessionId: z.uuid() }),
  audit: ['identity.signed-in'],
  async run(ctx, { userId, token }) {
    const user = await ctx.tx.user.findUnique({ where: { id: userId } })
    if (!user || user.issuer === null || user.disabledAt !== null)
      throw new AppError('unauthenticated', { message: 'This account cannot sign in. Ask a security admin.' })
    const sessionId = await insertSession(ctx.tx, {
      token,
      userId,
      method: 'oidc',
      userAgent: ctx.client?.userAgent ?? null,
    })
    const principal: Principal = {
      kind: 'user',
      id: user.id,
      name: user.name,
      email: user.email,
      sessionId,
      method: 'oidc',
      grants: [],
    }
    const resources = [{ kind: 'user', id: userId }]
    const workspaces = await workspaceIdsOf(ctx.tx, userId)
    for (const workspaceId of workspaces)
      await ctx.audit.record('identity.signed-in', { principal, resources, workspaceId })
    if (workspaces.length === 0) await ctx.audit.record('identity.signed-in', { principal, resources })
    return { sessionId }
  },
})
