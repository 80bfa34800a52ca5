import { defineCommand } from '@/lib/server/operation'
import { createTokenInput, createTokenOutput } from '../contract'
import { rolesIn } from '../domain/roles-in'
import { issueToken } from '../issue-token'
import { requirePerson } from '../require-person'

/** A token for a pipeline or service; it has a human owner and ends with that owner's membership. */
export const createServiceToken = defineCommand({
  name: 'identity.create-service-token',
  permission: 'identity:manage-service-accounts',
  input: createTokenInput,
  output: createTokenOutput,
  audit: ['identity.token-created'],
  async run(ctx, input) {
    const person = requirePerson(ctx.principal)
    const owner = { id: person.id, roles: rolesIn(person, ctx.workspace.id) }
    return issueToken(ctx, { ...input, kind: 'svc', owner, workspaceId: ctx.workspace.id })
  },
})
