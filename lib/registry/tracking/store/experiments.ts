import { AppError } from '@/lib/kernel/app-error'
import type { Db } from '@/lib/server/database'
import type { TrackingExperiment, TrackingExperimentTag } from '@/prisma/generated/client'
import { experimentNumber } from '../domain/ids'
import type { ExperimentView } from '../experiment-contract'

type Row = TrackingExperiment & { tags: TrackingExperimentTag[] }

export function experimentView(row: Row): ExperimentView {
  return {
    experimentId: String(row.number),
    name: row.name,
    lifecycle: row.lifecycle as ExperimentView['lifecycle'],
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    tags: row.tags.map(({ key, value }) => ({ key, value })).sort((a, b) => (a.key < b.key ? -1 : 1)),
  }
}

function noExperiment(experimentId: string): AppError {
  return new AppError('not_found', { message: `No Experiment with id=${experimentId} exists` })
}

export async function getExperimentView(db: Db, workspaceId: string, experimentId: string): Promise<ExperimentView> {
  const number = experimentNumber(experimentId)
  const row =
    number === null
      ? null
      : await db.trackingExperiment.findUnique({
          where: { workspaceId_number: { workspaceId, number } },
          include: { tags: true },
        })
  if (!row) throw noExperiment(experimentId)
  return experimentView(row)
}

/** Locks the experiment's row for a change; a deleted one refuses new content. */
export async function lockExperiment(
  { tx, workspace }: { tx: Db; workspace: { id: string } },
  experimentId: string,
  wanted: 'active' | 'any',
): Promise<TrackingExperiment> {
  const number = experimentNumber(experimentId) ?? -1
  await tx.$queryRaw`SELECT 1 FROM "TrackingExperiment" WHERE "workspaceId" = ${workspace.id}::uuid AND number = ${number} FOR NO KEY UPDATE`
  const row = await tx.trackingExperiment.findUnique({
    where: { workspaceId_number: { workspaceId: workspace.id, number } },
  })
  if (!row) throw noExperiment(experimentId)
  if (wanted === 'active' && row.lifecycle !== 'active')
    throw new AppError('invalid', {
      message: `The experiment ${experimentId} must be in the 'active' state. Current state is deleted.`,
    })
  return row
}

export function experimentNameTaken(name: string): AppError {
  return new AppError('conflict', {
    message: `Experiment(name=${name}) already exists.`,
    details: { reason: 'name_taken' },
  })
}
