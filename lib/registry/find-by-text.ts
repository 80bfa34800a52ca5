import type { Db } from '@/lib/server/database'
import { Prisma } from '@/prisma/generated/client'
import type { SearchText } from './domain/search/search-text'
import type { RegistryMatch } from './search-contract'

interface Scope {
  db: Db
  workspaceId: string
  /** Of each way; one more is read to know whether there are more. */
  limit: number
}

interface Row {
  modelId: string
  modelName: string
  id: string | null
  number: number | null
  state: string | null
  reason: string
}

type FoundIn = RegistryMatch['reasons'][number]['in']

function toMatch({ modelId, modelName, id, number, state, reason }: Row, foundIn: FoundIn): RegistryMatch {
  const version = id === null ? null : { id, number: number ?? 0, state: state as 'READY' }
  return { modelId, modelName, version, reasons: [{ in: foundIn, text: reason }] }
}

/** A pattern that begins with, or has in it, exactly this text. */
const plain = (text: string) => text.replace(/[\\%_]/g, '\\$&')
const MODEL = Prisma.sql`m.id::text AS "modelId", m.name AS "modelName", NULL AS id, NULL AS number, NULL AS state`
const VERSION = Prisma.sql`m.id::text AS "modelId", m.name AS "modelName", v.id::text, v.number, v.state`
const OF_MODEL = Prisma.sql`JOIN "Model" m ON m."workspaceId" = v."workspaceId" AND m.id = v."modelId" AND m."archivedAt" IS NULL`

function modelsByName({ workspaceId, limit }: Scope, name: string): Prisma.Sql {
  return Prisma.sql`SELECT ${MODEL}, m.name AS reason FROM "Model" m
    WHERE m."workspaceId" = ${workspaceId}::uuid AND m."archivedAt" IS NULL AND lower(m.name) LIKE lower(${`%${plain(name)}%`})
    ORDER BY lower(m.name) = lower(${name}) DESC, starts_with(lower(m.name), lower(${name})) DESC, m.name LIMIT ${limit + 1}`
}

/** As many tags as a screen needs, taken from their index before anything is joined, however many begin like this. */
function tagsOf({ workspaceId, limit }: Scope, table: Prisma.Sql, { key, value }: SearchText['tag']): Prisma.Sql {
  const keyed = key === null ? Prisma.empty : Prisma.sql`AND t.key = ${key}`
  return Prisma.sql`(SELECT t.*, t.key || ' = ' || left(t.value, 100) AS reason FROM ${table} t WHERE t."workspaceId" = ${workspaceId}::uuid ${keyed}
    AND lower(left(t.value, 100)) LIKE lower(${`${plain(value)}%`}) LIMIT ${limit * 4}) t`
}

function modelsByTag(scope: Scope, tag: SearchText['tag']): Prisma.Sql {
  return Prisma.sql`SELECT ${MODEL}, t.reason FROM ${tagsOf(scope, Prisma.sql`"ModelTag"`, tag)}
    JOIN "Model" m ON m."workspaceId" = t."workspaceId" AND m.id = t."modelId" AND m."archivedAt" IS NULL LIMIT ${scope.limit + 1}`
}

function versionsByTag(scope: Scope, tag: SearchText['tag']): Prisma.Sql {
  return Prisma.sql`SELECT ${VERSION}, t.reason FROM ${tagsOf(scope, Prisma.sql`"VersionTag"`, tag)}
    JOIN "ModelVersion" v ON v."workspaceId" = t."workspaceId" AND v.id = t."versionId" AND v.state <> 'ARCHIVED' ${OF_MODEL}
    LIMIT ${scope.limit + 1}`
}

function versionsByAlias({ workspaceId, limit }: Scope, alias: string): Prisma.Sql {
  return Prisma.sql`SELECT ${VERSION}, a.name AS reason
    FROM (SELECT * FROM "ModelAlias" a WHERE a."workspaceId" = ${workspaceId}::uuid AND a.name LIKE ${`${plain(alias)}%`}
      ORDER BY a."updatedAt" DESC, a."modelId" LIMIT ${limit + 1}) a
    JOIN "ModelVersion" v ON v."workspaceId" = a."workspaceId" AND v."modelId" = a."modelId" AND v.number = a.number ${OF_MODEL}
    ORDER BY m.name`
}

function versionsBy({ workspaceId, limit }: Scope, column: Prisma.Sql, beginning: string): Prisma.Sql {
  return Prisma.sql`SELECT ${VERSION}, ${column} AS reason FROM "ModelVersion" v ${OF_MODEL}
    WHERE v."workspaceId" = ${workspaceId}::uuid AND ${column} LIKE ${`${plain(beginning)}%`} AND v.state <> 'ARCHIVED'
    LIMIT ${limit + 1}`
}

/** Everything the text may stand for, each way by an index of its own and no longer than a screen needs. */
export async function findByText(scope: Scope, text: SearchText): Promise<{ ways: RegistryMatch[][]; more: boolean }> {
  const asked: [FoundIn, Prisma.Sql][] = [
    ['name', modelsByName(scope, text.name)],
    ['alias', versionsByAlias(scope, text.alias)],
  ]
  if (text.digest !== null) asked.push(['digest', versionsBy(scope, Prisma.sql`v."manifestDigest"`, text.digest)])
  if (text.run !== null) asked.push(['run', versionsBy(scope, Prisma.sql`v."sourceRunId"`, text.run)])
  asked.push(['tag', modelsByTag(scope, text.tag)], ['tag', versionsByTag(scope, text.tag)])
  const ways: RegistryMatch[][] = []
  let more = false
  for (const [foundIn, sql] of asked) {
    const rows = await scope.db.$queryRaw<Row[]>(sql)
    more ||= rows.length > scope.limit
    ways.push(rows.slice(0, scope.limit).map((row) => toMatch(row, foundIn)))
  }
  return { ways, more }
}
