import { defineCommand, unchanged } from '@/lib/server/operation'
import { sealTrackingInput } from '../metric-contract'
import { sealHour } from '../store/seals'
import { trackingDone } from '../tracking-values'

/** Closes an hour of the tracking ledger: from then on a changed or missing row shows. */
export const sealTracking = defineCommand({
  name: 'registry.seal-tracking',
  permission: 'registry:settle',
  input: sealTrackingInput,
  output: trackingDone,
  audit: ['registry.tracking-sealed'],
  async run(ctx, { hour }) {
    const seal = await sealHour(ctx.tx, ctx.workspace.id, new Date(hour))
    if (seal === null) return unchanged({})
    await ctx.audit.record('registry.tracking-sealed', {
      resources: [{ kind: 'tracking-hour', id: hour }],
      data: { hour, ...seal },
    })
    return {}
  },
})
