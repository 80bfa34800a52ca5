import { defineCommand, unchanged } from '@/lib/server/operation'
import { runRef } from '../run-contract'
import { lockRun } from '../store/lock-run'
import { trackingDone } from '../tracking-values'

/** Soft: the run is hidden from searches and takes no content; versions made from it stay whole. */
export const deleteRun = defineCommand({
  name: 'registry.delete-run',
  permission: 'registry:archive',
  input: runRef,
  output: trackingDone,
  audit: ['registry.run-deleted'],
  async run(ctx, { runId }) {
    const { id, lifecycle } = await lockRun(ctx, runId, 'any')
    if (lifecycle === 'deleted') return unchanged({})
    await ctx.tx.trackingRun.update({ where: { id }, data: { lifecycle: 'deleted', updatedAt: ctx.clock.now() } })
    await ctx.audit.record('registry.run-deleted', { resources: [{ kind: 'run', id: runId }] })
    return {}
  },
})
