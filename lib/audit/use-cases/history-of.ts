import { defineQuery } from '@/lib/server/operation'
import { historyInput, historyPage } from '../contract'
import { changeOf } from '../domain/change-of'
import { decodeEvent } from '../domain/decode-event'
import { toEventView } from '../event-row'
import { readEvents } from '../reads'

/** What happened to one resource, for everybody who works with it; refused attempts are the auditors' business. */
export const historyOf = defineQuery({
  name: 'audit.history-of',
  permission: 'audit:read-history',
  input: historyInput,
  output: historyPage,
  async run({ db, workspace }, { resource, cursor, limit }) {
    const { rows, nextCursor } = await readEvents(db, workspace.id, { resource, outcome: 'success' }, { cursor, limit })
    return { items: rows.map((row) => ({ ...toEventView(row), ...changeOf(decodeEvent(row.body).event) })), nextCursor }
  },
})
