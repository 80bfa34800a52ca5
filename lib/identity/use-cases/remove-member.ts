import { notFound } from '@/lib/kernel/app-error'
import { defineCommand } from '@/lib/server/operation'
import { memberInput, okOutput } from '../contract'
import { isRole } from '../domain/permissions'
import { personIdOf } from '../domain/principal'
import { requireRolesAllowed } from '../require-roles-allowed'
import { lockMembers } from '../store'

/** Takes a person out of the workspace; their tokens here are revoked with it. The account and its history stay. */
export const removeMember = defineCommand({
  name: 'identity.remove-member',
  permission: 'identity:manage-members',
  input: memberInput,
  output: okOutput,
  audit: ['identity.member-removed', 'identity.token-revoked'],
  async run(ctx, { userId, reason }) {
    const workspaceId = ctx.workspace.id
    await lockMembers(ctx.tx, workspaceId)
    const member = await ctx.tx.member.findUnique({ where: { workspaceId_userId: { workspaceId, userId } } })
    if (!member) throw notFound('member')
    const before = member.roles.filter(isRole)
    await requireRolesAllowed(ctx.tx, workspaceId, {
      actorId: personIdOf(ctx.principal),
      targetId: userId,
      before,
      after: [],
    })
    const tokens = await ctx.tx.apiToken.findMany({
      where: { workspaceId, ownerId: userId, revokedAt: null },
      select: { id: true },
    })
    await ctx.tx.apiToken.updateMany({
      where: { workspaceId, id: { in: tokens.map((token) => token.id) } },
      data: { revokedAt: ctx.clock.now() },
    })
    await ctx.tx.member.delete({ where: { workspaceId_userId: { workspaceId, userId } } })
    const resources = [{ kind: 'user', id: userId }]
    await ctx.audit.record('identity.member-removed', { resources, before: { roles: before }, reason: reason ?? null })
    for (const { id } of tokens)
      await ctx.audit.record('identity.token-revoked', { resources: [{ kind: 'token', id }, ...resources] })
    return { id: userId }
  },
})
