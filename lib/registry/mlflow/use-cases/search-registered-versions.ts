import { z } from 'zod'
import { defineQuery } from '@/lib/server/operation'
import { versionFacts } from '../facts'
import { findModelId } from '../names'
import { decodePageToken, encodePageToken } from '../page-token'
import { readVersionsInOrder } from '../read-facts'
import { findVersions } from '../search/find-versions'
import { readFilter } from '../search/read-filter'
import { placeValues, searchOrder } from '../search/search-page'
import { searchInput } from './search-registered-models'

/** Versions under MLflow's filter language, page by page. */
export const searchRegisteredVersions = defineQuery({
  name: 'registry.search-registered-versions',
  permission: 'registry:read',
  input: searchInput,
  output: z.object({ items: z.array(versionFacts), nextPageToken: z.string().nullable() }),
  async run({ db, workspace }, { filter, orderBy, maxResults, pageToken }) {
    const asked = readFilter('versions', filter)
    const pin = asked.find((term) => 'attribute' in term && term.attribute === 'name' && term.operator === '=')
    const order = searchOrder('versions', orderBy, pin !== undefined)
    const query = [workspace.id, 'versions', filter, ...orderBy]
    const after = decodePageToken(pageToken, query)
    const modelId = pin && 'value' in pin ? await findModelId(db, workspace.id, String(pin.value)) : null
    if (pin && modelId === null) return { items: [], nextPageToken: null }
    const terms = asked.filter((term) => term !== pin)
    const found = await findVersions(db, {
      workspaceId: workspace.id,
      modelId,
      terms,
      order,
      after,
      limit: maxResults + 1,
    })
    const page = found.slice(0, maxResults)
    const items = await readVersionsInOrder(
      db,
      workspace.id,
      page.map(({ id }) => id),
    )
    const last = found.length > maxResults ? page.at(-1) : undefined
    return { items, nextPageToken: last ? encodePageToken(placeValues(order, last), query) : null }
  },
})
