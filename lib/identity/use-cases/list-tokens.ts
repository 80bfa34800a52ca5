import { z } from 'zod'
import { defineQuery } from '@/lib/server/operation'
import { tokenPage } from '../contract'
import { authorize } from '../domain/authorize'
import { readTokens } from '../read-tokens'
import { requirePerson } from '../require-person'

export const listTokens = defineQuery({
  name: 'identity.list-tokens',
  permission: 'identity:use-own-account',
  input: z.strictObject({
    cursor: z.string().max(500).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: tokenPage,
  async run({ db, workspace, principal }, input) {
    const person = requirePerson(principal)
    const who = {
      ownerId: person.id,
      allPersonal: authorize(person, 'identity:manage-tokens', workspace.id).allow,
      allService: authorize(person, 'identity:manage-service-accounts', workspace.id).allow,
    }
    return readTokens(db, workspace.id, who, input)
  },
})
