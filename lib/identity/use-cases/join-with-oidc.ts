import { z } from 'zod'
import { newId } from '@/lib/kernel/new-id'
import { defineCommand } from '@/lib/server/operation'

/** A person of the identity provider signs in for the first time: an account without any right, known by issuer and subject alone. */
export const joinWithOidc = defineCommand({
  name: 'identity.join-with-oidc',
  permission: { public: 'called by the sign-in callback after the provider’s answer was verified; it has no route' },
  input: z.strictObject({
    issuer: z.url(),
    subject: z.string().min(1).max(255),
    email: z.string().max(254),
    name: z.string().min(1).max(120),
  }),
  output: z.object({ userId: z.uuid() }),
  audit: ['identity.user-created'],
  async run(ctx, { issuer, subject, email, name }) {
    const userId = newId()
    await ctx.tx.user.create({ data: { id: userId, issuer, subject, email, name } })
    await ctx.audit.record('identity.user-created', {
      resources: [{ kind: 'user', id: userId }],
      after: { name, issuer },
    })
    return { userId }
  },
})
