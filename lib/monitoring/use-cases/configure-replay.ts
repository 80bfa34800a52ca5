import { AppError } from '@/lib/kernel/app-error'
import { defineCommand, unchanged } from '@/lib/server/operation'
import { isDemoWorkspace } from '../reads/demo-workspace'
import { replayView } from '../reads/replay-view'
import { configureReplayInput, replaySchema } from '../replay-contract'
import { deploymentFacts } from '../store/deployment-facts'

/** Speed and stop/start of the demo's recorded traffic. The replay process follows within a second. */
export const configureReplay = defineCommand({
  name: 'monitoring.configure-replay',
  permission: 'monitoring:configure',
  input: configureReplayInput,
  output: replaySchema,
  audit: ['monitoring.replay-configured'],
  async run(ctx, { deploymentId, running, ratePerSecond }) {
    const workspaceId = ctx.workspace.id
    await deploymentFacts(workspaceId, deploymentId)
    if (!(await isDemoWorkspace(ctx.tx, workspaceId)))
      throw new AppError('refused', {
        message: 'Recorded traffic can be controlled in the demo workspace only.',
        details: { reason: 'not_demo' },
      })
    const before = await ctx.tx.replayControl.findFirst({ where: { deploymentId, workspaceId } })
    const current = replayView(deploymentId, true, before)
    const next = { running: running ?? current.running, ratePerSecond: ratePerSecond ?? current.ratePerSecond }
    if (before !== null && next.running === current.running && next.ratePerSecond === current.ratePerSecond)
      return unchanged(current)
    const row = await ctx.tx.replayControl.upsert({
      where: { deploymentId },
      create: { deploymentId, workspaceId, ...next },
      update: { ...next, revision: { increment: 1 }, updatedAt: ctx.clock.now() },
    })
    await ctx.audit.record('monitoring.replay-configured', {
      resources: [{ kind: 'deployment', id: deploymentId }],
      before: { running: current.running, ratePerSecond: current.ratePerSecond },
      after: next,
    })
    return replayView(deploymentId, true, row)
  },
})
