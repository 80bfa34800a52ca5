import { notFound } from '@/lib/kernel/app-error'
import { defineQuery } from '@/lib/server/operation'
import { auditEventDetail, getEventInput } from '../contract'
import { decodeEvent } from '../domain/decode-event'
import { toEventView } from '../event-row'
import { findEvent } from '../reads'

export const getEvent = defineQuery({
  name: 'audit.get-event',
  permission: 'audit:read',
  input: getEventInput,
  output: auditEventDetail,
  async run({ db, workspace }, { id }) {
    const row = await findEvent(db, workspace.id, id)
    if (!row) throw notFound('event')
    const { text, event } = decodeEvent(row.body)
    return { ...toEventView(row), body: text, event, digest: `sha256:${Buffer.from(row.leafHash).toString('hex')}` }
  },
})
