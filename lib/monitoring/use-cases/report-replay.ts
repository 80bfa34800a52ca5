import { AppError } from '@/lib/kernel/app-error'
import { defineCommand, unchanged } from '@/lib/server/operation'
import { isDemoWorkspace } from '../reads/demo-workspace'
import { replayView } from '../reads/replay-view'
import { replaySchema, reportReplayInput } from '../replay-contract'
import { deploymentFacts } from '../store/deployment-facts'

/** The replay process says where it is. Telemetry, not a change: no audit event, and the settings are left alone. */
export const reportReplay = defineCommand({
  name: 'monitoring.report-replay',
  permission: 'monitoring:ingest-labels',
  input: reportReplayInput,
  output: replaySchema,
  audit: ['monitoring.replay-configured'],
  async run(ctx, { deploymentId, position, total, status }) {
    const workspaceId = ctx.workspace.id
    await deploymentFacts(workspaceId, deploymentId)
    if (!(await isDemoWorkspace(ctx.tx, workspaceId)))
      throw new AppError('refused', {
        message: 'Only the demo workspace keeps the progress of a replay.',
        details: { reason: 'not_demo' },
      })
    const progress = { position, total, status, reportedAt: ctx.clock.now() }
    const row = await ctx.tx.replayControl.upsert({
      where: { deploymentId },
      create: { deploymentId, workspaceId, ...progress },
      update: progress,
    })
    return unchanged(replayView(deploymentId, true, row))
  },
})
