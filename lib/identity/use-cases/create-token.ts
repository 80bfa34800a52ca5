import { defineCommand } from '@/lib/server/operation'
import { createTokenInput, createTokenOutput } from '../contract'
import { rolesIn } from '../domain/roles-in'
import { issueToken } from '../issue-token'
import { requirePerson } from '../require-person'

/** A personal access token. Tokens are made by people, never by tokens. */
export const createToken = defineCommand({
  name: 'identity.create-token',
  permission: 'identity:manage-own-tokens',
  input: createTokenInput,
  output: createTokenOutput,
  audit: ['identity.token-created'],
  async run(ctx, input) {
    const person = requirePerson(ctx.principal)
    const owner = { id: person.id, roles: rolesIn(person, ctx.workspace.id) }
    return issueToken(ctx, { ...input, kind: 'pat', owner, workspaceId: ctx.workspace.id })
  },
})
