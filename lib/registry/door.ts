import { notFound } from '@/lib/kernel/app-error'
import type { Db } from '@/lib/server/database'
import type { CommandContext } from '@/lib/server/operation'
import { stage } from './contract'
import { type ManifestFile, sortManifest } from './domain/manifest'
import { servingProblem } from './domain/serving-problem'
import type { Signature } from './domain/signature'
import { modelWhere } from './reads'
import { moveAlias } from './use-cases/move-alias'
import { removeAlias } from './use-cases/remove-alias'
import { setStage } from './use-cases/set-stage'

export interface VersionFacts {
  id: string
  modelId: string
  modelName: string
  number: number
  state: string
  verdict: string | null
  manifestDigest: string | null
  format: string | null
  /** Why no agent could load it; null: one can. */
  servingProblem: string | null
  task: string | null
  signature: Signature | null
  sizeBytes: number
  importance: string
  createdById: string
  createdByName: string
}

const parts = { model: { select: { name: true, importance: true } } } as const

function toFacts(row: NonNullable<Awaited<ReturnType<typeof findRow>>>): VersionFacts {
  return {
    id: row.id,
    modelId: row.modelId,
    modelName: row.model.name,
    number: row.number,
    state: row.state,
    verdict: row.verdict,
    manifestDigest: row.manifestDigest,
    format: row.format,
    servingProblem: servingProblem(row.format, row.metadata),
    task: row.task,
    signature: row.signature as Signature | null,
    sizeBytes: Number(row.sizeBytes),
    importance: row.model.importance,
    createdById: row.createdById,
    createdByName: row.createdByName,
  }
}

function findRow(db: Db, workspaceId: string, id: string) {
  return db.modelVersion.findUnique({ where: { workspaceId_id: { workspaceId, id } }, include: parts })
}

/** A version of this workspace, or 404. */
export async function getVersion(db: Db, workspaceId: string, versionId: string): Promise<VersionFacts> {
  const row = await findRow(db, workspaceId, versionId)
  if (!row) throw notFound('version')
  return toFacts(row)
}

export async function versionByNumber(
  db: Db,
  workspaceId: string,
  modelId: string,
  number: number,
): Promise<VersionFacts> {
  const key = { workspaceId, modelId, number }
  const row = await db.modelVersion.findUnique({ where: { workspaceId_modelId_number: key }, include: parts })
  if (!row) throw notFound('version')
  return toFacts(row)
}

export interface Manifest {
  manifestDigest: string
  versionId: string
  files: ManifestFile[]
}

/** The files behind a manifest digest: what an agent fetches and checks before it loads anything. */
export async function manifestOf(db: Db, workspaceId: string, manifestDigest: string): Promise<Manifest> {
  const row = await db.modelVersion.findFirst({
    where: { workspaceId, manifestDigest, OR: [{ readyAt: { not: null } }, { state: 'QUARANTINED' }] },
    orderBy: { id: 'asc' },
    select: { id: true, files: true },
  })
  if (!row) throw notFound('manifest')
  const files = row.files.map((file) => ({ ...file, sizeBytes: Number(file.sizeBytes) }))
  return { manifestDigest, versionId: row.id, files: sortManifest(files) }
}

export interface ModelFacts {
  id: string
  name: string
  importance: string
  versionCount: number
}

/** A model of this workspace by id or name, or 404. */
export async function getModel(db: Db, workspaceId: string, idOrName: string): Promise<ModelFacts> {
  const row = await db.model.findUnique({ where: modelWhere(workspaceId, idOrName) })
  if (!row) throw notFound('model')
  return { id: row.id, name: row.name, importance: row.importance, versionCount: row.nextVersion - 1 }
}

/** A protected name of a model and the version that it is to mean; null: none. */
export interface NameMove {
  modelId: string
  kind: 'alias' | 'stage'
  name: string
  to: number | null
}

/** Which version the name means now, beside the one that it is to mean. */
export async function holderOf(db: Db, workspaceId: string, move: NameMove): Promise<number | null> {
  const { modelId, kind, name, to } = move
  if (kind === 'alias') {
    const key = { workspaceId, modelId, name }
    return (await db.modelAlias.findUnique({ where: { workspaceId_modelId_name: key } }))?.number ?? null
  }
  const row = await db.modelVersion.findFirst({
    where: { workspaceId, modelId, stage: name, state: { not: 'ARCHIVED' }, number: { not: to ?? 0 } },
    orderBy: { number: 'desc' },
    select: { number: true },
  })
  return row?.number ?? null
}

/** Carries out an approved move in the caller's transaction. The calling command declares the registry's alias and stage events. */
export async function applyMove(ctx: CommandContext, move: NameMove, reason: string): Promise<void> {
  const { modelId, kind, name, to } = move
  if (kind === 'alias' && to === null) await removeAlias.run(ctx, { modelId, name, reason })
  else if (kind === 'alias' && to !== null) await moveAlias.run(ctx, { modelId, name, number: to, reason })
  else if (to !== null) {
    const version = await versionByNumber(ctx.tx, ctx.workspace.id, modelId, to)
    await setStage.run(ctx, { versionId: version.id, stage: stage.parse(name), archiveOthers: false, reason })
  }
}
