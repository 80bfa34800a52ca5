import { AppError } from '@/lib/kernel/app-error'
import { defineCommand } from '@/lib/server/operation'
import { emptySchema } from '../contract'

export const signOut = defineCommand({
  name: 'identity.sign-out',
  permission: { signedIn: 'ends the caller’s own session' },
  input: emptySchema,
  output: emptySchema,
  audit: ['identity.signed-out'],
  async run(ctx) {
    if (ctx.principal.kind !== 'user')
      throw new AppError('refused', { message: 'Only a browser session signs out; revoke a token instead.' })
    await ctx.tx.session.deleteMany({ where: { id: ctx.principal.sessionId } })
    const resources = [{ kind: 'user', id: ctx.principal.id }]
    for (const grant of ctx.principal.grants)
      await ctx.audit.record('identity.signed-out', { resources, workspaceId: grant.workspaceId })
    if (ctx.principal.grants.length === 0) await ctx.audit.record('identity.signed-out', { resources })
    return {}
  },
})
