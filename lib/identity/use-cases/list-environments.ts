import { defineQuery } from '@/lib/server/operation'
import { emptySchema, environmentList } from '../contract'
import { readEnvironments } from '../read-environments'

export const listEnvironments = defineQuery({
  name: 'identity.list-environments',
  permission: 'identity:read-members',
  input: emptySchema,
  output: environmentList,
  run: async ({ db, workspace }) => ({ items: await readEnvironments(db, workspace.id), nextCursor: null }),
})
