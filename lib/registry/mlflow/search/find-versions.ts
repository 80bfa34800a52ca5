import type { Db } from '@/lib/server/database'
import { Prisma } from '@/prisma/generated/client'
import type { SearchTerm } from '../../domain/search/registry-search'
import type { SortKey } from '../../domain/search/search-order'
import type { SortValue } from '../page-token'
import { micros } from '../read-facts'
import { afterSql, orderSql, type Place } from './search-page'
import { versionCondition } from './version-condition'

/** Rows of the order that are looked at first: at least so many, and so many for each one wanted. */
const FIRST_LOOK = 2000
const FIRST_LOOK_EACH = 2
/** How many times as many are looked at where the first look promises that they will do. */
const LONG_LOOK = 5

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

const KEYS = Prisma.sql`v.id, v."modelName", v.number, v."createdAt", v."updatedAt"`

function rowsOf({ workspaceId, modelId }: VersionSearch): Prisma.Sql {
  const pinned = modelId === null ? Prisma.empty : Prisma.sql`AND v."modelId" = ${modelId}::uuid`
  return Prisma.sql`(SELECT v.id, v."workspaceId", v."modelId", m.name AS "modelName", v.number, v.state, v.verdict, v.stage, v.source, v."sourceRunId",
      v.metrics, v."createdAt", v."updatedAt" FROM "ModelVersion" v
    JOIN "Model" m ON m."workspaceId" = v."workspaceId" AND m.id = v."modelId"
    WHERE v."workspaceId" = ${workspaceId}::uuid ${pinned} AND v.state <> 'ARCHIVED' AND m."archivedAt" IS NULL) v`
}

const all = (conditions: readonly Prisma.Sql[]) => Prisma.join([Prisma.sql`TRUE`, ...conditions], ' AND ')

/** Terms on the key that leads the order; names too where numbers lead it, because all versions of one number stand there by name. */
function boundsOrder(term: SearchTerm, order: readonly SortKey[]): boolean {
  if (!('attribute' in term)) return false
  const leading = order[0]?.key
  return term.attribute === leading || (term.attribute === 'name' && leading === 'version_number')
}

/**
 * The next rows of the order, asked one by one: a page is full soon where many rows match. Only what the order needs is read of all of
 * them; the rest of a row when it is asked (OFFSET 0 keeps the planner from asking first).
 */
function inOrder(search: VersionSearch, looked: number): Prisma.Sql {
  const { workspaceId, terms, order, after, limit } = search
  const bounds = terms.filter((term) => boundsOrder(term, order)).map((term) => versionCondition(term).probe)
  const asked = terms.filter((term) => !boundsOrder(term, order)).map((term) => versionCondition(term).probe)
  const by = orderSql('versions', order)
  return Prisma.sql`SELECT ${PLACE} FROM (SELECT v.*, k."modelName" FROM
      (SELECT ${KEYS} FROM ${rowsOf(search)} WHERE ${all([...bounds, ...afterSql('versions', order, after)])} ORDER BY ${by} LIMIT ${looked}) k
      CROSS JOIN LATERAL (SELECT * FROM "ModelVersion" r WHERE r."workspaceId" = ${workspaceId}::uuid AND r.id = k.id OFFSET 0) v) v
    WHERE ${all(asked)} ORDER BY ${by} LIMIT ${limit}`
}

/** All rows that match, found by the conditions' own indexes and sorted: few, where reading in order did not fill a page. */
function byMatch(search: VersionSearch): Prisma.Sql {
  const { terms, order, after, limit } = search
  const sought = terms.map((term) => versionCondition(term).seek)
  return Prisma.sql`WITH hit AS MATERIALIZED (SELECT ${KEYS} FROM ${rowsOf(search)}
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
 * first rows of the order say whether many match. Either way the work is bounded by what a page needs, not by the table.
 */
export async function findVersions(db: Db, search: VersionSearch): Promise<FoundVersion[]> {
  if (!search.terms.some(isRare)) {
    const looked = Math.max(FIRST_LOOK, search.limit * FIRST_LOOK_EACH)
    const first = await db.$queryRaw<FoundVersion[]>(inOrder(search, looked))
    if (first.length === search.limit) return first
    if (first.length * LONG_LOOK > search.limit * 1.5) {
      const second = await db.$queryRaw<FoundVersion[]>(inOrder(search, looked * LONG_LOOK))
      if (second.length === search.limit) return second
    }
  }
  return db.$queryRaw<FoundVersion[]>(byMatch(search))
}
