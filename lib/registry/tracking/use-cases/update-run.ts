import { defineCommand, unchanged } from '@/lib/server/operation'
import { runInfo, updateRunInput } from '../run-contract'
import { recordWrite } from '../store/ledger'
import { lockRun } from '../store/lock-run'
import { runInfoOf } from '../store/read-runs'

/** Status, end and name of a run: what its program says of itself. */
export const updateRun = defineCommand({
  name: 'registry.update-run',
  permission: 'registry:write',
  input: updateRunInput,
  output: runInfo,
  audit: ['registry.tracking-sealed'],
  async run(ctx, { runId, status, endMs, name }) {
    const { tx, workspace } = ctx
    const { id } = await lockRun(ctx, runId)
    const row = await tx.trackingRun.update({
      where: { id },
      data: {
        ...(status ? { status } : {}),
        ...(endMs === null || endMs === undefined ? {} : { endMs }),
        ...(name ? { name } : {}),
        updatedAt: ctx.clock.now(),
      },
    })
    if (name) {
      const key = { workspaceId: workspace.id, runId: id, key: 'mlflow.runName' }
      await tx.runTag.upsert({
        where: { workspaceId_runId_key: key },
        create: { ...key, value: name },
        update: { value: name },
      })
    }
    await recordWrite(ctx, { operation: 'update-run', subjectId: id, content: [status, endMs, name] })
    await ctx.notify('slipway_live', JSON.stringify({ workspaceId: workspace.id, room: 'registry' }))
    return unchanged(runInfoOf(row))
  },
})
