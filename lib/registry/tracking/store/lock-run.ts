import { AppError } from '@/lib/kernel/app-error'
import type { Db } from '@/lib/server/database'
import type { TrackingRun } from '@/prisma/generated/client'
import { needRunUuid, runNotFound } from './read-runs'

/** Locks the run's row for a change; a deleted run takes no content. */
export async function lockRun(
  { tx, workspace }: { tx: Db; workspace: { id: string } },
  runId: string,
  wanted: 'active' | 'any' = 'active',
): Promise<TrackingRun> {
  const id = needRunUuid(runId)
  await tx.$queryRaw`SELECT 1 FROM "TrackingRun" WHERE "workspaceId" = ${workspace.id}::uuid AND id = ${id}::uuid FOR NO KEY UPDATE`
  const row = await tx.trackingRun.findUnique({ where: { workspaceId_id: { workspaceId: workspace.id, id } } })
  if (!row) throw runNotFound(runId)
  if (wanted === 'active' && row.lifecycle !== 'active')
    throw new AppError('invalid', {
      message: `The run ${runId} must be in the 'active' state. Current state is deleted.`,
    })
  return row
}
