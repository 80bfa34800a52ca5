import { AppError } from '@/lib/kernel/app-error'
import type { Db } from '@/lib/server/database'
import type { Prisma, TrackingRun } from '@/prisma/generated/client'
import { modelIdText, runIdText, runUuid } from '../domain/ids'
import type { RunView } from '../run-contract'
import type { KeyValue } from '../tracking-values'
import { lastMetrics } from './read-metrics'

const inOrder = { orderBy: { ordinal: 'asc' } } as const
const parts = {
  params: inOrder,
  tags: inOrder,
  inputs: { ...inOrder, include: { dataset: true } },
  models: inOrder,
} satisfies Prisma.TrackingRunInclude
type Row = Prisma.TrackingRunGetPayload<{ include: typeof parts }>

export function runInfoOf(row: TrackingRun) {
  return {
    runId: runIdText(row.id),
    experimentId: String(row.experiment),
    name: row.name,
    userId: row.userId,
    status: row.status as RunView['status'],
    lifecycle: row.lifecycle as RunView['lifecycle'],
    startMs: Number(row.startMs),
    endMs: row.endMs === null ? null : Number(row.endMs),
    createdById: row.createdById,
    createdByName: row.createdByName,
    client: row.client,
  }
}

function pairs(rows: readonly KeyValue[]): KeyValue[] {
  return rows.map(({ key, value }) => ({ key, value }))
}

function links(row: Row, direction: string) {
  return row.models
    .filter((model) => model.direction === direction)
    .map((model) => ({ modelId: modelIdText(model.modelId), step: Number(model.step) }))
}

function viewOf(row: Row, metrics: RunView['metrics']): RunView {
  return {
    ...runInfoOf(row),
    metrics,
    params: pairs(row.params),
    tags: pairs(row.tags),
    datasets: row.inputs.map(({ dataset, tags }) => ({
      name: dataset.name,
      digest: dataset.digest,
      sourceType: dataset.sourceType,
      source: dataset.source,
      schema: dataset.schema,
      profile: dataset.profile,
      tags: pairs(tags as unknown as KeyValue[]),
    })),
    modelInputs: links(row, 'input'),
    modelOutputs: links(row, 'output'),
  }
}

/** A statement has at most 32 767 parameters, and a client may ask for 50 000 runs at once. */
const AT_ONCE = 1000

/** Runs of this workspace by uuid, in the order asked for; those that are not there are left out. */
export async function readRuns(db: Db, workspaceId: string, ids: readonly string[]): Promise<RunView[]> {
  const views: RunView[] = []
  for (let start = 0; start < ids.length; start += AT_ONCE) {
    const some = ids.slice(start, start + AT_ONCE)
    const rows = await db.trackingRun.findMany({ where: { workspaceId, id: { in: some } }, include: parts })
    const metrics = await lastMetrics(db, some)
    const byId = new Map(rows.map((row) => [row.id, viewOf(row, metrics.get(row.id) ?? [])]))
    views.push(...some.map((id) => byId.get(id)).filter((view) => view !== undefined))
  }
  return views
}

/** The words that MLflow clients match. */
export function runNotFound(runId: string): AppError {
  return new AppError('not_found', { message: `Run with id=${runId} not found` })
}

/** The uuid behind a run id of this form; anything else is a run that is not there. */
export function needRunUuid(runId: string): string {
  const id = runUuid(runId)
  if (id === null) throw runNotFound(runId)
  return id
}

export async function getRunView(db: Db, workspaceId: string, runId: string): Promise<RunView> {
  const [found] = await readRuns(db, workspaceId, [needRunUuid(runId)])
  if (!found) throw runNotFound(runId)
  return found
}
