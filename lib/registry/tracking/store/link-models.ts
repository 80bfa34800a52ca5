import { AppError } from '@/lib/kernel/app-error'
import type { CommandContext } from '@/lib/server/operation'
import { modelUuid } from '../domain/ids'

interface ModelLinks {
  runId: string
  direction: 'input' | 'output'
  models: readonly { modelId: string; step: number }[]
}

/** Links logged models of this workspace to a run; the same link again changes nothing. */
export async function linkModels(
  { tx, workspace }: CommandContext,
  { runId, direction, models }: ModelLinks,
): Promise<void> {
  if (models.length === 0) return
  const rows = models.map(({ modelId, step }) => ({
    workspaceId: workspace.id,
    runId,
    direction,
    modelId: modelUuid(modelId) ?? '',
    step,
  }))
  const ids = [...new Set(rows.map((row) => row.modelId))]
  const known = await tx.loggedModel.count({ where: { workspaceId: workspace.id, id: { in: ids }, deletedAt: null } })
  if (known !== ids.length)
    throw new AppError('not_found', { message: 'One of the logged models is not in this workspace.' })
  await tx.runModel.createMany({ data: rows, skipDuplicates: true })
}
