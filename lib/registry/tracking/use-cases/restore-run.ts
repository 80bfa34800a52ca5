import { defineCommand, unchanged } from '@/lib/server/operation'
import { runRef } from '../run-contract'
import { lockRun } from '../store/lock-run'
import { trackingDone } from '../tracking-values'

export const restoreRun = defineCommand({
  name: 'registry.restore-run',
  permission: 'registry:archive',
  input: runRef,
  output: trackingDone,
  audit: ['registry.run-restored'],
  async run(ctx, { runId }) {
    const { id, lifecycle } = await lockRun(ctx, runId, 'any')
    if (lifecycle === 'active') return unchanged({})
    await ctx.tx.trackingRun.update({ where: { id }, data: { lifecycle: 'active', updatedAt: ctx.clock.now() } })
    await ctx.audit.record('registry.run-restored', { resources: [{ kind: 'run', id: runId }] })
    return {}
  },
})
