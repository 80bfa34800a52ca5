import { AppError } from '@/lib/kernel/app-error'
import { defineCommand } from '@/lib/server/operation'
import { changePasswordInput, countOutput } from '../contract'
import { hashPassword, isPassword } from '../password'
import { requirePerson } from '../require-person'
import { requireStrongPassword } from '../require-strong-password'

/** Changes the caller's password and ends every other session of theirs. */
export const changePassword = defineCommand({
  name: 'identity.change-password',
  permission: { signedIn: 'a person’s own password' },
  input: changePasswordInput,
  output: countOutput,
  audit: ['identity.password-changed'],
  async run(ctx, { currentPassword, newPassword }) {
    const { id, email, sessionId } = requirePerson(ctx.principal)
    const user = await ctx.tx.user.findUnique({ where: { id }, select: { passwordHash: true } })
    if (!(await isPassword(currentPassword, user?.passwordHash ?? null)))
      throw new AppError('refused', { message: 'The current password is not right. Check it and try again.' })
    requireStrongPassword(newPassword, email)
    await ctx.tx.user.update({
      where: { id },
      data: { passwordHash: await hashPassword(newPassword), securityVersion: { increment: 1 } },
    })
    const { count } = await ctx.tx.session.deleteMany({ where: { userId: id, id: { not: sessionId } } })
    await ctx.audit.record('identity.password-changed', {
      resources: [{ kind: 'user', id }],
      data: { sessionsEnded: count },
    })
    return { count }
  },
})
