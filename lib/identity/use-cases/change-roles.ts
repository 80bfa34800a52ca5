import { notFound } from '@/lib/kernel/app-error'
import { defineCommand, unchanged } from '@/lib/server/operation'
import { changeRolesInput, okOutput } from '../contract'
import { isRole } from '../domain/permissions'
import { personIdOf } from '../domain/principal'
import { requireRolesAllowed } from '../require-roles-allowed'
import { lockMembers } from '../store'

export const changeRoles = defineCommand({
  name: 'identity.change-roles',
  permission: 'identity:grant-roles',
  input: changeRolesInput,
  output: okOutput,
  audit: ['identity.roles-changed'],
  async run(ctx, { userId, roles, reason }) {
    const workspaceId = ctx.workspace.id
    await lockMembers(ctx.tx, workspaceId)
    const member = await ctx.tx.member.findUnique({ where: { workspaceId_userId: { workspaceId, userId } } })
    if (!member) throw notFound('member')
    const before = member.roles.filter(isRole)
    const after = [...new Set(roles)]
    if ([...before].sort().join() === [...after].sort().join()) return unchanged({ id: userId })
    const actorId = personIdOf(ctx.principal)
    await requireRolesAllowed(ctx.tx, workspaceId, { actorId, targetId: userId, before, after })
    await ctx.tx.member.update({
      where: { workspaceId_userId: { workspaceId, userId } },
      data: { roles: after, grantedById: actorId, updatedAt: ctx.clock.now() },
    })
    const resources = [{ kind: 'user', id: userId }]
    await ctx.audit.record('identity.roles-changed', {
      resources,
      before: { roles: before },
      after: { roles: after },
      reason: reason ?? null,
    })
    return { id: userId }
  },
})
