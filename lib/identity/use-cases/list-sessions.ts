import { defineQuery } from '@/lib/server/operation'
import { emptySchema, sessionList } from '../contract'
import { readSessions } from '../read-sessions'
import { requirePerson } from '../require-person'

export const listSessions = defineQuery({
  name: 'identity.list-sessions',
  permission: { signedIn: 'a person’s own sessions' },
  input: emptySchema,
  output: sessionList,
  async run({ db, principal }) {
    const { id, sessionId } = requirePerson(principal)
    return { items: await readSessions(db, id, sessionId), nextCursor: null }
  },
})
