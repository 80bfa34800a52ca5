import { AppError } from '@/lib/kernel/app-error'
import { newId } from '@/lib/kernel/new-id'
import { defineCommand, unchanged } from '@/lib/server/operation'
import { addMemberInput, addMemberOutput } from '../contract'
import { personIdOf } from '../domain/principal'
import { insertLocalUser } from '../local-user'
import { findLocalUser } from '../reads'
import { requireRolesAllowed } from '../require-roles-allowed'
import { lockMembers } from '../store'

/** Adds a person to the workspace; an unknown address gets a local account whose password is shown once. */
export const addMember = defineCommand({
  name: 'identity.add-member',
  permission: 'identity:manage-members',
  input: addMemberInput,
  output: addMemberOutput,
  audit: ['identity.member-added', 'identity.user-created'],
  async run(ctx, { email, name, roles, password }) {
    const workspaceId = ctx.workspace.id
    await lockMembers(ctx.tx, workspaceId)
    const existing = await findLocalUser(ctx.tx, email)
    const member =
      existing &&
      (await ctx.tx.member.findUnique({ where: { workspaceId_userId: { workspaceId, userId: existing.id } } }))
    if (existing && member) {
      if ([...member.roles].sort().join() === [...roles].sort().join())
        return unchanged({ userId: existing.id, password: null })
      throw new AppError('conflict', { message: 'This person is a member already. Change the roles instead.' })
    }
    const userId = existing?.id ?? newId()
    await requireRolesAllowed(ctx.tx, workspaceId, {
      actorId: personIdOf(ctx.principal),
      targetId: userId,
      before: [],
      after: roles,
    })
    const shown = existing ? null : await insertLocalUser(ctx.tx, { id: userId, email, name, password })
    if (!existing)
      await ctx.audit.record('identity.user-created', { resources: [{ kind: 'user', id: userId }], after: { name } })
    await ctx.tx.member.create({ data: { workspaceId, userId, roles, grantedById: personIdOf(ctx.principal) } })
    await ctx.audit.record('identity.member-added', { resources: [{ kind: 'user', id: userId }], after: { roles } })
    return { userId, password: shown }
  },
})
