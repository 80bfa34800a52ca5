import { z } from 'zod'
import { defineQuery } from '@/lib/server/operation'
import { Prisma } from '@/prisma/generated/client'
import { versionFacts } from '../facts'
import { findModelId } from '../names'
import { decodePageToken, encodePageToken } from '../page-token'
import { readVersions } from '../read-facts'
import { readFilter } from '../search/search-conditions'
import { afterSql, orderSql, placeValues, searchOrder } from '../search/search-page'
import { searchInput } from './search-registered-models'

/** Versions under MLflow's filter language, page by page. */
export const searchRegisteredVersions = defineQuery({
  name: 'registry.search-registered-versions',
  permission: 'registry:read',
  input: searchInput,
  output: z.object({ items: z.array(versionFacts), nextPageToken: z.string().nullable() }),
  async run({ db, workspace }, { filter, orderBy, maxResults, pageToken }) {
    const { conditions, pinnedName } = readFilter('versions', filter)
    const order = searchOrder('versions', orderBy, pinnedName !== null)
    const query = [workspace.id, 'versions', filter, ...orderBy]
    const after = decodePageToken(pageToken, query)
    const scope = [Prisma.sql`v."workspaceId" = ${workspace.id}::uuid`]
    if (pinnedName !== null) {
      const modelId = await findModelId(db, workspace.id, pinnedName)
      if (modelId === null) return { items: [], nextPageToken: null }
      scope.push(Prisma.sql`v."modelId" = ${modelId}::uuid`)
    }
    const where = Prisma.join([...scope, ...conditions, ...afterSql('versions', order, after)], ' AND ')
    const tail = Prisma.sql`ORDER BY ${orderSql('versions', order)} LIMIT ${maxResults + 1}`
    const found = await readVersions(db, where, tail)
    const items = found.slice(0, maxResults)
    const last = found.length > maxResults ? items.at(-1) : undefined
    const place = last && { ...last, name: last.modelName }
    return { items, nextPageToken: place ? encodePageToken(placeValues(order, place), query) : null }
  },
})
