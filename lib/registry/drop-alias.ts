import { newId } from '@/lib/kernel/new-id'
import type { CommandContext } from '@/lib/server/operation'

/** Takes one alias away and keeps that it was there. The calling command declares `registry.alias-removed`. */
export async function dropAlias(
  ctx: CommandContext,
  alias: { modelId: string; name: string; number: number },
  reason: string | null,
): Promise<void> {
  const { tx, workspace, principal } = ctx
  const { modelId, name, number } = alias
  const id = { workspaceId: workspace.id, modelId, name }
  await tx.modelAlias.delete({ where: { workspaceId_modelId_name: id } })
  const actor = { actorId: principal.id, actorName: principal.name }
  await tx.aliasMove.create({
    data: { id: newId(), ...id, fromNumber: number, toNumber: null, ...actor, reason, at: ctx.clock.now() },
  })
  await ctx.audit.record('registry.alias-removed', {
    resources: [{ kind: 'model', id: modelId }],
    reason,
    before: { name, number },
    after: { name, number: null },
  })
}
