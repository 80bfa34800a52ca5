import { defineQuery } from '@/lib/server/operation'
import { listMembersInput, memberPage } from '../contract'
import { readMembers } from '../read-members'

export const listMembers = defineQuery({
  name: 'identity.list-members',
  permission: 'identity:read-members',
  input: listMembersInput,
  output: memberPage,
  run: ({ db, workspace }, input) => readMembers(db, workspace.id, input),
})
