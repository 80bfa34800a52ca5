import { notFound } from '@/lib/kernel/app-error'
import { defineCommand, unchanged } from '@/lib/server/operation'
import { changeEnvironmentInput, environmentSchema } from '../contract'

export const changeEnvironment = defineCommand({
  name: 'identity.change-environment',
  permission: 'identity:manage-environments',
  input: changeEnvironmentInput,
  output: environmentSchema,
  audit: ['identity.environment-changed'],
  async run(ctx, { id, policy, position, reason }) {
    const where = { workspaceId_id: { workspaceId: ctx.workspace.id, id } }
    const row = await ctx.tx.environment.findUnique({ where })
    if (!row) throw notFound('environment')
    const before = environmentSchema.parse(row)
    const after = { ...before, policy: policy ?? before.policy, position: position ?? before.position }
    if (after.policy === before.policy && after.position === before.position) return unchanged(before)
    await ctx.tx.environment.update({ where, data: { policy: after.policy, position: after.position } })
    await ctx.audit.record('identity.environment-changed', {
      resources: [{ kind: 'environment', id }],
      environmentId: id,
      before,
      after,
      reason,
    })
    return after
  },
})
