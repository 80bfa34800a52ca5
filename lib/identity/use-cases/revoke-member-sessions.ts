import { notFound } from '@/lib/kernel/app-error'
import { defineCommand, unchanged } from '@/lib/server/operation'
import { countOutput, memberInput } from '../contract'

/** Signs a member out everywhere; the next request of each of their sessions is 401. */
export const revokeMemberSessions = defineCommand({
  name: 'identity.revoke-member-sessions',
  permission: 'identity:revoke-sessions',
  input: memberInput,
  output: countOutput,
  audit: ['identity.sessions-revoked'],
  async run(ctx, { userId, reason }) {
    const workspaceId = ctx.workspace.id
    const member = await ctx.tx.member.findUnique({ where: { workspaceId_userId: { workspaceId, userId } } })
    if (!member) throw notFound('member')
    const { count } = await ctx.tx.session.deleteMany({ where: { userId } })
    if (count === 0) return unchanged({ count })
    await ctx.audit.record('identity.sessions-revoked', {
      resources: [{ kind: 'user', id: userId }],
      reason: reason ?? null,
      data: { count },
    })
    return { count }
  },
})
