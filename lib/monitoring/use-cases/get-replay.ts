import { defineQuery } from '@/lib/server/operation'
import { isDemoWorkspace } from '../reads/demo-workspace'
import { replayView } from '../reads/replay-view'
import { getReplayInput, replaySchema } from '../replay-contract'
import { deploymentFacts } from '../store/deployment-facts'

export const getReplay = defineQuery({
  name: 'monitoring.get-replay',
  permission: 'monitoring:read',
  input: getReplayInput,
  output: replaySchema,
  async run(ctx, { deploymentId }) {
    await deploymentFacts(ctx.workspace.id, deploymentId)
    const row = await ctx.db.replayControl.findFirst({ where: { deploymentId, workspaceId: ctx.workspace.id } })
    return replayView(deploymentId, await isDemoWorkspace(ctx.db, ctx.workspace.id), row)
  },
})
