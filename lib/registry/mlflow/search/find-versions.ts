import type { Db } from '@/lib/server/database'
import { Prisma } from '@/prisma/generated/client'
import type { SearchTerm } from '../../domain/search/registry-search'
import type { SortKey } from '../../domain/search/search-order'
import type { SortValue } from '../page-token'
import { micros } from '../read-facts'
import { afterSql, orderSql, type Place } from './search-page'
import { versionCondition } from './version-condition'

/** Rows read in the order of the answer before the other way is taken: at least so many, and so many for each one wanted. */
const SCANNED = 5000
const SCANNED_EACH = 5

export interface FoundVersion extends Place {
  id: string
}

interface VersionSearch {
  workspaceId: string
  /** The one model that the filter pins by name. */
  modelId: string | null
  terms: readonly SearchTerm[]
  order: readonly SortKey[]
  after: SortValue[] | null
  limit: number
}

const PLACE = Prisma.sql`v.id::text, v."modelName" AS name, v.number, ${micros(Prisma.sql`v."createdAt"`)} AS "createdMicros",
  ${micros(Prisma.sql`v."updatedAt"`)} AS "updatedMicros"`

function rowsOf({ workspaceId, modelId }: VersionSearch): Prisma.Sql {
  const pinned = modelId === null ? Prisma.empty : Prisma.sql`AND v."modelId" = ${modelId}::uuid`
  return Prisma.sql`(SELECT v.id, v."workspaceId", v."modelId", m.name AS "modelName", v.number, v.state, v.verdict, v.stage, v.source, v."sourceRunId",
      v.metrics, v."createdAt", v."updatedAt" FROM "ModelVersion" v
    JOIN "Model" m ON m."workspaceId" = v."workspaceId" AND m.id = v."modelId"
    WHERE v."workspaceId" = ${workspaceId}::uuid ${pinned} AND v.state <> 'ARCHIVED' AND m."archivedAt" IS NULL) v`
}

const all = (conditions: readonly Prisma.Sql[]) => Prisma.join([Prisma.sql`TRUE`, ...conditions], ' AND ')

/** The next rows of the order, asked one by one: a page is full soon where many rows match. */
function inOrder(search: VersionSearch): Prisma.Sql {
  const { terms, order, after, limit } = search
  const isOfFirstKey = (term: SearchTerm) => 'attribute' in term && term.attribute === order[0]?.key
  const bounds = terms.filter(isOfFirstKey).map((term) => versionCondition(term).probe)
  const asked = terms.filter((term) => !isOfFirstKey(term)).map((term) => versionCondition(term).probe)
  const by = orderSql('versions', order)
  return Prisma.sql`SELECT ${PLACE} FROM (SELECT * FROM ${rowsOf(search)} WHERE ${all([...bounds, ...afterSql('versions', order, after)])}
    ORDER BY ${by} LIMIT ${Math.max(SCANNED, limit * SCANNED_EACH)}) v WHERE ${all(asked)} ORDER BY ${by} LIMIT ${limit}`
}

/** All rows that match, found by the conditions' own indexes and sorted: few, where reading in order did not fill a page. */
function byMatch(search: VersionSearch): Prisma.Sql {
  const { terms, order, after, limit } = search
  const sought = terms.map((term) => versionCondition(term).seek)
  return Prisma.sql`WITH hit AS MATERIALIZED (SELECT v.id, v."modelName", v.number, v."createdAt", v."updatedAt" FROM ${rowsOf(search)}
    WHERE ${all([...sought, ...afterSql('versions', order, after)])})
    SELECT ${PLACE} FROM hit v ORDER BY ${orderSql('versions', order)} LIMIT ${limit}`
}

/** Terms that leave few rows whatever they name: the versions of one run, those that have an alias. */
function isRare(term: SearchTerm): boolean {
  if (!('attribute' in term)) return false
  return (
    term.attribute === 'alias' || (term.attribute === 'run_id' && (term.operator === '=' || term.operator === 'IN'))
  )
}

/**
 * Versions that match, in order. No plan is good for all filters, and the planner cannot know how many rows a filter leaves: so the
 * first few thousand rows of the order say whether many match. Either way the work is bounded by what a page needs, not by the table.
 */
export async function findVersions(db: Db, search: VersionSearch): Promise<FoundVersion[]> {
  if (!search.terms.some(isRare)) {
    const found = await db.$queryRaw<FoundVersion[]>(inOrder(search))
    if (found.length === search.limit) return found
  }
  return db.$queryRaw<FoundVersion[]>(byMatch(search))
}
