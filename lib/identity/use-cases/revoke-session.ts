import { notFound } from '@/lib/kernel/app-error'
import { defineCommand } from '@/lib/server/operation'
import { idInput, okOutput } from '../contract'
import { requirePerson } from '../require-person'

export const revokeSession = defineCommand({
  name: 'identity.revoke-session',
  permission: { signedIn: 'ends one of the caller’s own sessions' },
  input: idInput,
  output: okOutput,
  audit: ['identity.sessions-revoked'],
  async run(ctx, { id }) {
    const person = requirePerson(ctx.principal)
    const { count } = await ctx.tx.session.deleteMany({ where: { id, userId: person.id } })
    if (count === 0) throw notFound('session')
    await ctx.audit.record('identity.sessions-revoked', {
      resources: [
        { kind: 'user', id: person.id },
        { kind: 'session', id },
      ],
    })
    return { id }
  },
})
