import { notFound } from '@/lib/kernel/app-error'
import type { Db } from '@/lib/server/database'
import { Prisma } from '@/prisma/generated/client'
import { stage } from '../contract'
import type { ModelFacts, VersionFacts } from './facts'

interface Reader {
  db: Db
  workspace: { id: string }
}

type Raw<T> = Omit<T, 'createdAt' | 'updatedAt'> & { createdAt: Date; updatedAt: Date }

/** Exact times, for a place in an order. */
interface Micros {
  createdMicros: string
  updatedMicros: string
}

function times<T extends { createdAt: Date; updatedAt: Date }>(row: T) {
  return { ...row, createdAt: row.createdAt.toISOString(), updatedAt: row.updatedAt.toISOString() }
}

/** Exact: a time as text of its microseconds. */
export const micros = (column: Prisma.Sql) => Prisma.sql`(extract(epoch FROM ${column}) * 1000000)::bigint::text`

const VERSION_COLUMNS = Prisma.sql`
  v.id::text, m.name AS "modelName", v.number, v."createdAt", v."updatedAt", v."createdByName" AS "userId", v.stage, v.description,
  v.source, v."sourceRunId" AS "runId", v."runLink", v."loggedModelId"::text, v.state, v."stateReason", v.verdict, v."manifestDigest",
  v.metrics, v.params, v."metricPoints",
  EXISTS (SELECT 1 FROM "VersionSignature" g WHERE g."workspaceId" = v."workspaceId" AND g."versionId" = v.id) AS "isSigned",
  EXISTS (SELECT 1 FROM "VersionConcern" c WHERE c."workspaceId" = v."workspaceId" AND c."versionId" = v.id::text) AS "isConcerned",
  coalesce((SELECT json_agg(json_build_object('key', t.key, 'value', t.value) ORDER BY t.key) FROM "VersionTag" t
    WHERE t."workspaceId" = v."workspaceId" AND t."versionId" = v.id), '[]') AS tags,
  coalesce((SELECT json_agg(a.name ORDER BY a.name) FROM "ModelAlias" a
    WHERE a."workspaceId" = v."workspaceId" AND a."modelId" = v."modelId" AND a.number = v.number), '[]') AS aliases`

/** Versions `v` of models `m` under a condition; archived ones are no longer there for clients. */
export async function readVersions(
  db: Db,
  where: Prisma.Sql,
  tail: Prisma.Sql = Prisma.empty,
): Promise<VersionFacts[]> {
  const rows = await db.$queryRaw<Raw<VersionFacts>[]>`
    SELECT ${VERSION_COLUMNS} FROM "ModelVersion" v JOIN "Model" m ON m."workspaceId" = v."workspaceId" AND m.id = v."modelId"
    WHERE v.state <> 'ARCHIVED' AND m."archivedAt" IS NULL AND ${where} ${tail}`
  return rows.map(times)
}

/** Versions as above, each with its exact place in an order. */
export async function readVersionPlaces(
  db: Db,
  where: Prisma.Sql,
  tail: Prisma.Sql,
): Promise<(VersionFacts & Micros)[]> {
  const rows = await db.$queryRaw<(Raw<VersionFacts> & Micros)[]>`
    SELECT ${VERSION_COLUMNS}, ${micros(Prisma.sql`v."createdAt"`)} AS "createdMicros", ${micros(Prisma.sql`v."updatedAt"`)} AS "updatedMicros"
    FROM "ModelVersion" v JOIN "Model" m ON m."workspaceId" = v."workspaceId" AND m.id = v."modelId"
    WHERE v.state <> 'ARCHIVED' AND m."archivedAt" IS NULL AND ${where} ${tail}`
  return rows.map(times)
}

/** Versions by id, in the order of the ids; one that was archived meanwhile is left out. */
export async function readVersionsInOrder(
  db: Db,
  workspaceId: string,
  ids: readonly string[],
): Promise<VersionFacts[]> {
  if (ids.length === 0) return []
  const rows = await readVersions(
    db,
    Prisma.sql`/* by key */ v."workspaceId" = ${workspaceId}::uuid AND v.id = ANY(${ids}::uuid[])`,
  )
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** The newest version of one stage of model `m`: the stage is a value of its own, so that its index is taken where the stage is rare. */
function newestOf(word: string): Prisma.Sql {
  return Prisma.sql`(SELECT * FROM "ModelVersion" l WHERE l."workspaceId" = m."workspaceId" AND l."modelId" = m.id AND l.stage = ${word}
    AND l.state NOT IN ('ARCHIVED', 'REFUSED') ORDER BY l.number DESC LIMIT 1)`
}

/**
 * The newest version of each stage, for several models at once: one index step per model and stage, however many versions there are.
 * A version that intake refused is nobody's latest.
 */
async function readLatest(
  db: Db,
  workspaceId: string,
  modelIds: readonly string[],
): Promise<Map<string, VersionFacts[]>> {
  if (modelIds.length === 0) return new Map()
  const rows = await db.$queryRaw<(Raw<VersionFacts> & { modelId: string })[]>`
    SELECT v."modelId"::text AS "modelId", ${VERSION_COLUMNS}
    FROM "Model" m CROSS JOIN LATERAL (${Prisma.join(stage.options.map(newestOf), ' UNION ALL ')}) v
    WHERE m."workspaceId" = ${workspaceId}::uuid AND m.id = ANY(${modelIds}::uuid[])
    ORDER BY v.number DESC`
  const found = new Map<string, VersionFacts[]>()
  for (const { modelId, ...row } of rows) found.set(modelId, [...(found.get(modelId) ?? []), times(row)])
  return found
}

/** Models `m` under a condition, each with the newest version of each stage. */
export async function readModels(
  db: Db,
  workspaceId: string,
  where: Prisma.Sql,
  tail: Prisma.Sql = Prisma.empty,
): Promise<(ModelFacts & Micros)[]> {
  const rows = await db.$queryRaw<(Omit<Raw<ModelFacts>, 'latest'> & Micros)[]>`
    SELECT m.id::text, m.name, m."createdAt", m."updatedAt", coalesce(nullif(m."createdByName", ''), m."createdById") AS "userId",
      ${micros(Prisma.sql`m."createdAt"`)} AS "createdMicros", ${micros(Prisma.sql`m."updatedAt"`)} AS "updatedMicros",
      m.description, m.importance, m."nextVersion" - 1 AS "versionsTotal",
      coalesce((SELECT json_agg(json_build_object('key', t.key, 'value', t.value) ORDER BY t.key) FROM "ModelTag" t
        WHERE t."workspaceId" = m."workspaceId" AND t."modelId" = m.id), '[]') AS tags,
      coalesce((SELECT json_agg(json_build_object('alias', a.name, 'number', a.number) ORDER BY a.name) FROM "ModelAlias" a
        WHERE a."workspaceId" = m."workspaceId" AND a."modelId" = m.id), '[]') AS aliases
    FROM "Model" m WHERE m."workspaceId" = ${workspaceId}::uuid AND m."archivedAt" IS NULL AND ${where} ${tail}`
  const latest = await readLatest(
    db,
    workspaceId,
    rows.map((row) => row.id),
  )
  return rows.map((row) => ({ ...times(row), latest: latest.get(row.id) ?? [] }))
}

/** A model by id, for the answer of a change just made. */
export async function readModelById({ db, workspace }: Reader, id: string): Promise<ModelFacts> {
  const [model] = await readModels(db, workspace.id, Prisma.sql`m.id = ${id}::uuid`)
  if (!model) throw notFound('model')
  return model
}

export async function readVersionById({ db, workspace }: Reader, id: string): Promise<VersionFacts> {
  const where = Prisma.sql`v."workspaceId" = ${workspace.id}::uuid AND v.id = ${id}::uuid`
  const [version] = await readVersions(db, where)
  if (!version) throw notFound('version')
  return version
}
