import { personIdOf, personNameOf } from '@/lib/identity/domain/principal'
import { AppError } from '@/lib/kernel/app-error'
import { defineCommand } from '@/lib/server/operation'
import { holdOutput, releaseHoldInput } from '../provenance-contract'
import { toHoldView } from '../read-provenance'
import { lockVersion } from '../store'

export const releaseHold = defineCommand({
  name: 'registry.release-hold',
  permission: 'registry:hold',
  input: releaseHoldInput,
  output: holdOutput,
  audit: ['registry.hold-released'],
  async run(ctx, { versionId, reason }) {
    const { tx, workspace, principal } = ctx
    const version = await lockVersion(ctx, versionId)
    const open = await tx.versionHold.findFirst({ where: { workspaceId: workspace.id, versionId, releasedAt: null } })
    if (!open)
      throw new AppError('conflict', { message: 'This version is not on hold.', details: { reason: 'not_held' } })
    const row = await tx.versionHold.update({
      where: { id: open.id },
      data: {
        releasedAt: ctx.clock.now(),
        releasedById: personIdOf(principal) ?? principal.id,
        releasedByName: personNameOf(principal),
        releaseReason: reason,
      },
    })
    await ctx.audit.record('registry.hold-released', {
      resources: [
        { kind: 'version', id: versionId },
        { kind: 'model', id: version.modelId },
      ],
      reason,
      before: { held: true, hold: open.id, placedByName: open.placedByName, reason: open.reason },
      after: { held: false },
    })
    return toHoldView(row)
  },
})
