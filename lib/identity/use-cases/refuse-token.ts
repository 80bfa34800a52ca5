import { z } from 'zod'
import { defineCommand } from '@/lib/server/operation'

/** Leaves a trace of a known token that was refused (expired, revoked, owner gone). Called by the token check only; it has no route. */
export const refuseToken = defineCommand({
  name: 'identity.refuse-token',
  permission: { public: 'written by the token check itself; not reachable from outside' },
  input: z.strictObject({ tokenId: z.uuid(), workspaceId: z.uuid() }),
  output: z.strictObject({}),
  audit: ['identity.token-refused'],
  async run(ctx, { tokenId, workspaceId }) {
    await ctx.audit.record('identity.token-refused', { workspaceId, resources: [{ kind: 'token', id: tokenId }] })
    return {}
  },
})
