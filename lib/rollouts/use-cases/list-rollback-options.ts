import { getDeployment } from '@/lib/agents/door'
import { defineQuery } from '@/lib/server/operation'
import { rollbackListInput, rollbackListOutput } from '../contract'
import { rollbackChoices } from '../good-versions'

const ETA_MS = { WARM: 400, CACHED: 3000, COLD: 20_000 }

/** Every version that was good here, newest first, with how fast it could take over; the one before is preselected. */
export const listRollbackOptions = defineQuery({
  name: 'rollouts.list-rollback-options',
  permission: 'rollouts:read',
  input: rollbackListInput,
  output: rollbackListOutput,
  async run(ctx, { deploymentId }) {
    await getDeployment(ctx.db, ctx.workspace.id, deploymentId)
    const { good, back } = await rollbackChoices(ctx.db, ctx.workspace.id, deploymentId)
    const items = good.map(({ variant, readiness, ...row }) => ({
      variantId: row.variantId,
      versionNumber: variant.versionNumber,
      manifestDigest: variant.manifestDigest,
      becameAt: row.becameAt.toISOString(),
      readiness,
      etaMs: readiness === 'UNAVAILABLE' ? null : ETA_MS[readiness],
      preselected: row.variantId === back,
      markedBad: row.markedBadAt !== null,
      markedBadReason: row.markedBadReason,
    }))
    return { items }
  },
})
