import { defineQuery } from '@/lib/server/operation'
import { joinMatches } from '../domain/search/join-matches'
import { readSearchText } from '../domain/search/search-text'
import { findByText } from '../find-by-text'
import { searchInput, searchOutput } from '../search-contract'

const EACH_WAY = 10

/** The search box: models and versions by name, tag, alias, beginning of a digest or of a run, and why each is there. */
export const searchRegistry = defineQuery({
  name: 'registry.search-registry',
  permission: 'registry:read',
  input: searchInput,
  output: searchOutput,
  async run({ db, workspace }, { text }) {
    const { ways, more } = await findByText({ db, workspaceId: workspace.id, limit: EACH_WAY }, readSearchText(text))
    return { items: joinMatches(ways), more }
  },
})
