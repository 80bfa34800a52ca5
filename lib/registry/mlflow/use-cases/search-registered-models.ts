import { z } from 'zod'
import { defineQuery } from '@/lib/server/operation'
import { Prisma } from '@/prisma/generated/client'
import { modelFacts } from '../facts'
import { decodePageToken, encodePageToken } from '../page-token'
import { readModels } from '../read-facts'
import { modelCondition } from '../search/model-condition'
import { readFilter } from '../search/read-filter'
import { afterSql, orderSql, placeValues, searchOrder } from '../search/search-page'

export const searchInput = z.strictObject({
  filter: z.string().max(100_000),
  orderBy: z.array(z.string()).max(10),
  maxResults: z.int().min(1),
  pageToken: z.string().max(20_000).optional(),
})

/** Models under MLflow's filter language, page by page. */
export const searchRegisteredModels = defineQuery({
  name: 'registry.search-registered-models',
  permission: 'registry:read',
  input: searchInput,
  output: z.object({ items: z.array(modelFacts), nextPageToken: z.string().nullable() }),
  async run({ db, workspace }, { filter, orderBy, maxResults, pageToken }) {
    const conditions = readFilter('models', filter).map(modelCondition)
    const order = searchOrder('models', orderBy, false)
    const query = [workspace.id, 'models', filter, ...orderBy]
    const after = decodePageToken(pageToken, query)
    const where = Prisma.join([Prisma.sql`TRUE`, ...conditions, ...afterSql('models', order, after)], ' AND ')
    const tail = Prisma.sql`ORDER BY ${orderSql('models', order)} LIMIT ${maxResults + 1}`
    const found = await readModels(db, workspace.id, where, tail)
    const items = found.slice(0, maxResults)
    const last = found.length > maxResults ? items.at(-1) : undefined
    const place = last && { ...last, number: 0 }
    return { items, nextPageToken: place ? encodePageToken(placeValues(order, place), query) : null }
  },
})
