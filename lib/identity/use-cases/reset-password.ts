import { z } from 'zod'
import { AppError, notFound } from '@/lib/kernel/app-error'
import { defineCommand } from '@/lib/server/operation'
import { memberInput } from '../contract'
import { authorize } from '../domain/authorize'
import { hashPassword, randomPassword } from '../password'
import { workspaceIdsOf } from '../reads'

/** A new random password, shown once, for a member who lost theirs; ends their sessions. */
export const resetPassword = defineCommand({
  name: 'identity.reset-password',
  permission: 'identity:manage-members',
  input: memberInput,
  output: z.object({ userId: z.uuid(), password: z.string() }),
  audit: ['identity.password-changed'],
  async run(ctx, { userId, reason }) {
    const workspaceId = ctx.workspace.id
    const member = await ctx.tx.member.findUnique({ where: { workspaceId_userId: { workspaceId, userId } } })
    const user = member && (await ctx.tx.user.findUnique({ where: { id: userId }, select: { issuer: true } }))
    if (!user) throw notFound('member')
    if (user.issuer !== null)
      throw new AppError('refused', {
        message: 'This person signs in through single sign-on and has no password here.',
      })
    // An account may reach further than this workspace; whoever resets it must hold the right everywhere it reaches.
    const reach = await workspaceIdsOf(ctx.tx, userId)
    if (!reach.every((id) => authorize(ctx.principal, 'identity:manage-members', id).allow))
      throw new AppError('refused', {
        message: 'This account also belongs to a workspace that you do not manage. Ask its security admin.',
      })
    const password = randomPassword()
    await ctx.tx.user.update({
      where: { id: userId },
      data: { passwordHash: await hashPassword(password), securityVersion: { increment: 1 } },
    })
    await ctx.tx.session.deleteMany({ where: { userId } })
    await ctx.audit.record('identity.password-changed', {
      resources: [{ kind: 'user', id: userId }],
      reason: reason ?? null,
    })
    return { userId, password }
  },
})
