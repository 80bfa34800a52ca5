import { AppError } from '@/lib/kernel/app-error'
import { defineCommand, unchanged } from '@/lib/server/operation'
import { deleteRunTagInput } from '../run-contract'
import { recordWrite } from '../store/ledger'
import { lockRun } from '../store/lock-run'
import { trackingDone } from '../tracking-values'

export const deleteRunTag = defineCommand({
  name: 'registry.delete-run-tag',
  permission: 'registry:write',
  input: deleteRunTagInput,
  output: trackingDone,
  audit: ['registry.tracking-sealed'],
  async run(ctx, { runId, key }) {
    const { id } = await lockRun(ctx, runId)
    const gone = await ctx.tx.runTag.deleteMany({ where: { workspaceId: ctx.workspace.id, runId: id, key } })
    if (gone.count === 0)
      throw new AppError('not_found', { message: `No tag with name: ${key} in run with id ${runId}` })
    await recordWrite(ctx, { operation: 'delete-run-tag', subjectId: id, content: [key], tags: 1 })
    return unchanged({})
  },
})
