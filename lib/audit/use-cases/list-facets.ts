import { defineQuery } from '@/lib/server/operation'
import { facetsOutput, listEventsInput } from '../contract'
import { readFacets } from '../read-facets'

export const listFacets = defineQuery({
  name: 'audit.list-facets',
  permission: 'audit:read',
  input: listEventsInput.omit({ cursor: true, limit: true }),
  output: facetsOutput,
  run: ({ db, workspace }, filter) => readFacets(db, workspace.id, filter),
})
