import { tokenFacts } from '@/lib/identity/door'
import { notFound } from '@/lib/kernel/app-error'
import type { Db } from '@/lib/server/database'
import type { Prisma } from '@/prisma/generated/client'
import type { ModelDetail, ModelSummary, VersionDetail, VersionSummary } from './contract'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

const versionParts = { tags: true, model: { select: { name: true } } } satisfies Prisma.ModelVersionInclude
type VersionRow = Prisma.ModelVersionGetPayload<{ include: typeof versionParts }>
const modelParts = { tags: true, aliases: { orderBy: { name: 'asc' } } } satisfies Prisma.ModelInclude
type ModelRow = Prisma.ModelGetPayload<{ include: typeof modelParts }>

function tagRecord(tags: readonly { key: string; value: string }[]): Record<string, string> {
  return Object.fromEntries([...tags].sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ key, value }) => [key, value]))
}

/** Condition of a tag filter: `key` (any value) or `key=value`. */
export function tagCondition(filter: string | undefined): { some: { key: string; value?: string } } | undefined {
  if (filter === undefined) return undefined
  const split = filter.indexOf('=')
  return split === -1
    ? { some: { key: filter } }
    : { some: { key: filter.slice(0, split), value: filter.slice(split + 1) } }
}

async function aliasesOf(db: Db, rows: readonly VersionRow[]): Promise<Map<string, string[]>> {
  const first = rows[0]
  const found = new Map<string, string[]>()
  if (first === undefined) return found
  const aliases = await db.modelAlias.findMany({
    where: {
      workspaceId: first.workspaceId,
      modelId: { in: [...new Set(rows.map((row) => row.modelId))] },
      number: { in: [...new Set(rows.map((row) => row.number))] },
    },
    orderBy: { name: 'asc' },
  })
  for (const { modelId, number, name } of aliases) {
    const key = `${modelId}/${number}`
    found.set(key, [...(found.get(key) ?? []), name])
  }
  return found
}

function toSummary(row: VersionRow, aliases: string[]): VersionSummary {
  return {
    id: row.id,
    modelId: row.modelId,
    modelName: row.model.name,
    number: row.number,
    state: row.state as VersionSummary['state'],
    stateReason: row.stateReason,
    verdict: row.verdict as VersionSummary['verdict'],
    format: row.format,
    task: row.task,
    manifestDigest: row.manifestDigest,
    sizeBytes: row.sizeBytes.toString(),
    metrics: row.metrics as Record<string, number>,
    description: row.description,
    tags: tagRecord(row.tags),
    aliases,
    revision: row.revision,
    createdById: row.createdById,
    createdByName: row.createdByName,
    createdAt: row.createdAt.toISOString(),
    readyAt: row.readyAt?.toISOString() ?? null,
  }
}

export async function versionSummaries(
  db: Db,
  where: Prisma.ModelVersionWhereInput,
  orderBy: Prisma.ModelVersionOrderByWithRelationInput[],
  take: number,
): Promise<(VersionSummary & { signature: VersionDetail['signature'] })[]> {
  const rows = await db.modelVersion.findMany({ where, orderBy, take, include: versionParts })
  const aliases = await aliasesOf(db, rows)
  return rows.map((row) => ({
    ...toSummary(row, aliases.get(`${row.modelId}/${row.number}`) ?? []),
    signature: row.signature as VersionDetail['signature'],
  }))
}

/** Everything of one version; another workspace's id is unknown here. */
export async function versionDetailOf(db: Db, where: Prisma.ModelVersionWhereUniqueInput): Promise<VersionDetail> {
  const row = await db.modelVersion.findUnique({
    where,
    include: { ...versionParts, files: { orderBy: { path: 'asc' } } },
  })
  if (!row) throw notFound('version')
  const aliases = await aliasesOf(db, [row])
  return {
    ...toSummary(row, aliases.get(`${row.modelId}/${row.number}`) ?? []),
    findings: row.findings as VersionDetail['findings'],
    signature: row.signature as VersionDetail['signature'],
    metadata: row.metadata as VersionDetail['metadata'],
    params: row.params as VersionDetail['params'],
    card: row.card,
    sourceRunId: row.sourceRunId,
    sourceCommit: row.sourceCommit,
    trainingDigest: row.trainingDigest,
    source: row.source,
    stage: row.stage,
    client: row.client,
    tokenName:
      row.tokenId === null
        ? null
        : ((await tokenFacts(db, row.workspaceId, [row.tokenId])).get(row.tokenId)?.name ?? null),
    files: row.files.map(({ path, sha256, sizeBytes }) => ({ path, sha256, sizeBytes: sizeBytes.toString() })),
  }
}

async function toModelSummaries(db: Db, rows: readonly ModelRow[]): Promise<ModelSummary[]> {
  if (rows.length === 0) return []
  const newest = rows.map((row) => ({ modelId: row.id, number: row.nextVersion - 1 }))
  const wanted = [...newest, ...rows.flatMap((row) => row.aliases.map(({ modelId, number }) => ({ modelId, number })))]
  const found = await db.modelVersion.findMany({
    where: { workspaceId: rows[0]?.workspaceId ?? '', OR: wanted },
    select: { id: true, modelId: true, number: true, state: true },
  })
  const byKey = new Map(found.map((row) => [`${row.modelId}/${row.number}`, row]))
  return rows.map((row) => {
    const latest = byKey.get(`${row.id}/${row.nextVersion - 1}`)
    return {
      id: row.id,
      name: row.name,
      description: row.description,
      importance: row.importance as ModelSummary['importance'],
      tags: tagRecord(row.tags),
      aliases: row.aliases.map((alias) => ({
        name: alias.name,
        number: alias.number,
        versionId: byKey.get(`${row.id}/${alias.number}`)?.id ?? '',
        revision: alias.revision,
        updatedAt: alias.updatedAt.toISOString(),
      })),
      versionCount: row.nextVersion - 1,
      latest: latest ? { id: latest.id, number: latest.number, state: latest.state as VersionSummary['state'] } : null,
      revision: row.revision,
      createdAt: row.createdAt.toISOString(),
      updatedAt: row.updatedAt.toISOString(),
    }
  })
}

export async function modelSummaries(
  db: Db,
  where: Prisma.ModelWhereInput,
  orderBy: Prisma.ModelOrderByWithRelationInput[],
  take: number,
): Promise<ModelSummary[]> {
  return toModelSummaries(db, await db.model.findMany({ where, orderBy, take, include: modelParts }))
}

/** Where-clause of a model named by id or by name. */
export function modelWhere(workspaceId: string, idOrName: string): Prisma.ModelWhereUniqueInput {
  return UUID.test(idOrName)
    ? { workspaceId_id: { workspaceId, id: idOrName } }
    : { workspaceId_name: { workspaceId, name: idOrName } }
}

export async function modelDetailOf(db: Db, workspaceId: string, idOrName: string): Promise<ModelDetail> {
  const row = await db.model.findUnique({ where: modelWhere(workspaceId, idOrName), include: modelParts })
  if (!row) throw notFound('model')
  const [summary] = await toModelSummaries(db, [row])
  if (!summary) throw notFound('model')
  return { ...summary, card: row.card, createdById: row.createdById }
}
