import { personIdOf, personNameOf } from '@/lib/identity/domain/principal'
import { newId } from '@/lib/kernel/new-id'
import { defineCommand, unchanged } from '@/lib/server/operation'
import { holdOutput, placeHoldInput } from '../provenance-contract'
import { toHoldView } from '../read-provenance'
import { lockVersion } from '../store'

/** Keeps a version and its bytes for as long as somebody may need them as evidence; the database itself refuses what would lose them. */
export const placeHold = defineCommand({
  name: 'registry.place-hold',
  permission: 'registry:hold',
  input: placeHoldInput,
  output: holdOutput,
  audit: ['registry.version-held'],
  async run(ctx, { versionId, reason }) {
    const { tx, workspace, principal } = ctx
    const version = await lockVersion(ctx, versionId)
    const open = await tx.versionHold.findFirst({ where: { workspaceId: workspace.id, versionId, releasedAt: null } })
    if (open) return unchanged(toHoldView(open))
    const row = await tx.versionHold.create({
      data: {
        id: newId(),
        workspaceId: workspace.id,
        versionId,
        reason,
        placedById: personIdOf(principal) ?? principal.id,
        placedByName: personNameOf(principal),
        placedAt: ctx.clock.now(),
      },
    })
    await ctx.audit.record('registry.version-held', {
      resources: [
        { kind: 'version', id: versionId },
        { kind: 'model', id: version.modelId },
      ],
      reason,
      before: { held: false },
      after: { held: true, hold: row.id },
    })
    return toHoldView(row)
  },
})
