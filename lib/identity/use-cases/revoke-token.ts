import { notFound } from '@/lib/kernel/app-error'
import { defineCommand, unchanged } from '@/lib/server/operation'
import { idInput, okOutput } from '../contract'
import { authorize } from '../domain/authorize'
import { requirePerson } from '../require-person'

/** Own tokens, or anybody's for who manages tokens; another person's token looks unknown to everybody else. */
export const revokeToken = defineCommand({
  name: 'identity.revoke-token',
  permission: 'identity:use-own-account',
  input: idInput,
  output: okOutput,
  audit: ['identity.token-revoked'],
  async run(ctx, { id }) {
    const person = requirePerson(ctx.principal)
    const workspaceId = ctx.workspace.id
    const token = await ctx.tx.apiToken.findUnique({ where: { workspaceId_id: { workspaceId, id } } })
    const mayManage = authorize(
      person,
      token?.kind === 'svc' ? 'identity:manage-service-accounts' : 'identity:manage-tokens',
      workspaceId,
    ).allow
    if (!token || (token.ownerId !== person.id && !mayManage)) throw notFound('token')
    if (token.revokedAt !== null) return unchanged({ id })
    await ctx.tx.apiToken.update({
      where: { workspaceId_id: { workspaceId, id } },
      data: { revokedAt: ctx.clock.now() },
    })
    await ctx.audit.record('identity.token-revoked', {
      resources: [
        { kind: 'token', id },
        { kind: 'user', id: token.ownerId },
      ],
    })
    return { id }
  },
})
