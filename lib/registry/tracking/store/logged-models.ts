import { AppError } from '@/lib/kernel/app-error'
import type { Db } from '@/lib/server/database'
import type { LoggedModel } from '@/prisma/generated/client'
import { modelIdText, modelUuid, runIdText } from '../domain/ids'
import type { LoggedModelView } from '../logged-model-contract'
import type { KeyValue } from '../tracking-values'
import { modelMetrics } from './read-metrics'
import { registrationsOf } from './registrations'

const parts = { params: { orderBy: { ordinal: 'asc' } }, tags: { orderBy: { key: 'asc' } } } as const

function pairs(rows: readonly KeyValue[]): KeyValue[] {
  return rows.map(({ key, value }) => ({ key, value }))
}

/** Logged models of this workspace by uuid, in the order asked for; deleted ones are left out. */
export async function readLoggedModels(
  db: Db,
  workspaceId: string,
  ids: readonly string[],
): Promise<LoggedModelView[]> {
  if (ids.length === 0) return []
  const rows = await db.loggedModel.findMany({
    where: { workspaceId, id: { in: [...ids] }, deletedAt: null },
    include: parts,
  })
  const metrics = await modelMetrics(db, ids)
  const registrations = await registrationsOf(db, workspaceId, ids)
  const views = rows.map((row): [string, LoggedModelView] => [
    row.id,
    {
      modelId: modelIdText(row.id),
      experimentId: String(row.experiment),
      name: row.name,
      modelType: row.modelType,
      sourceRunId: row.sourceRunId === null ? null : runIdText(row.sourceRunId),
      status: row.status as LoggedModelView['status'],
      statusMessage: row.statusMessage,
      createdAt: row.createdAt.toISOString(),
      updatedAt: row.updatedAt.toISOString(),
      tags: pairs(row.tags),
      params: pairs(row.params),
      metrics: metrics.get(row.id) ?? [],
      registrations: registrations.get(row.id) ?? [],
    },
  ])
  const byId = new Map(views)
  return ids.map((id) => byId.get(id)).filter((view) => view !== undefined)
}

export function modelNotLogged(modelId: string): AppError {
  return new AppError('not_found', { message: `Logged model with ID '${modelId}' not found.` })
}

/** The uuid behind a model id; anything else is a model that is not there. */
export function needModelUuid(modelId: string): string {
  const id = modelUuid(modelId)
  if (id === null) throw modelNotLogged(modelId)
  return id
}

export async function getLoggedModelView(db: Db, workspaceId: string, modelId: string): Promise<LoggedModelView> {
  const [found] = await readLoggedModels(db, workspaceId, [needModelUuid(modelId)])
  if (!found) throw modelNotLogged(modelId)
  return found
}

/** Locks the row, so that a registration and a change of the files never pass each other. */
export async function lockLoggedModel(
  { tx, workspace }: { tx: Db; workspace: { id: string } },
  modelId: string,
): Promise<LoggedModel> {
  const id = needModelUuid(modelId)
  await tx.$queryRaw`SELECT 1 FROM "LoggedModel" WHERE "workspaceId" = ${workspace.id}::uuid AND id = ${id}::uuid FOR NO KEY UPDATE`
  const row = await tx.loggedModel.findUnique({ where: { workspaceId_id: { workspaceId: workspace.id, id } } })
  if (!row || row.deletedAt !== null) throw modelNotLogged(modelId)
  return row
}
