import { defineQuery } from '@/lib/server/operation'
import { auditEventPage, listEventsInput } from '../contract'
import { toEventView } from '../event-row'
import { readEvents } from '../reads'

export const listEvents = defineQuery({
  name: 'audit.list-events',
  permission: 'audit:read',
  input: listEventsInput,
  output: auditEventPage,
  async run({ db, workspace }, { cursor, limit, ...filter }) {
    const { rows, nextCursor } = await readEvents(db, workspace.id, filter, { cursor, limit })
    return { items: rows.map(toEventView), nextCursor }
  },
})
