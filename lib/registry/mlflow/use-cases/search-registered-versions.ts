import { z } from 'zod'
import { defineQuery } from '@/lib/server/operation'
import { versionFacts } from '../facts'
import { findModelId } from '../names'
import { decodePageToken, encodePageToken } from '../page-token'
import { readVersionsInOrder } from '../read-facts'
import { findVersions } from '../search/find-versions'
import { readFilter } from '../search/read-filter'
import { type Place, placeValues, searchOrder } from '../search/search-page'
import { versionsOfModel } from '../search/versions-of-model'
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
    const terms = asked.filter((term) => term !== pin)
    const limit = maxResults + 1
    const pageOf = (places: readonly Omit<Place, 'name'>[]) => {
      const last = places.length > maxResults ? places[maxResults - 1] : undefined
      const name = pin && 'value' in pin ? String(pin.value) : ''
      return last ? encodePageToken(placeValues(order, { name, ...last }), query) : null
    }
    if (pin && 'value' in pin && terms.every(({ kind }) => kind === 'no-prompt')) {
      const rows = await versionsOfModel(db, {
        workspaceId: workspace.id,
        name: String(pin.value),
        terms,
        order,
        after,
        limit,
      })
      return { items: rows.slice(0, maxResults), nextPageToken: pageOf(rows) }
    }
    const modelId = pin && 'value' in pin ? await findModelId(db, workspace.id, String(pin.value)) : null
    if (pin && modelId === null) return { items: [], nextPageToken: null }
    const found = await findVersions(db, {
      workspaceId: workspace.id,
      modelId,
      terms,
      order,
      after,
      limit,
    })
    const page = found.slice(0, maxResults)
    const items = await readVersionsInOrder(
      db,
      workspace.id,
      page.map(({ id }) => id),
    )
    return { items, nextPageToken: pageOf(found) }
  },
})
