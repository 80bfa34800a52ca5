import type { Db } from '@/lib/server/database'
import { Prisma } from '@/prisma/generated/client'
import type { SearchTerm } from '../../domain/search/registry-search'
import type { SortKey } from '../../domain/search/search-order'
import { ofNamedModel } from '../names'
import type { SortValue } from '../page-token'
import { readVersionPlaces } from '../read-facts'
import { afterSql, orderSql } from './search-page'
import { versionCondition } from './version-condition'

interface ModelSearch {
  workspaceId: string
  name: string
  /** Asked of each row at hand; nearly all rows pass. */
  terms: readonly SearchTerm[]
  order: readonly SortKey[]
  after: SortValue[] | null
  limit: number
}

/** The versions of one model, in index order and in one statement: what clients ask most, and no filter leaves many of them out. */
export function versionsOfModel(db: Db, { workspaceId, name, terms, order, after, limit }: ModelSearch) {
  const conditions = terms.map((term) => versionCondition(term).probe)
  const where = Prisma.join(
    [ofNamedModel(workspaceId, name), ...conditions, ...afterSql('versions', order, after)],
    ' AND ',
  )
  return readVersionPlaces(db, where, Prisma.sql`ORDER BY ${orderSql('versions', order)} LIMIT ${limit}`)
}
