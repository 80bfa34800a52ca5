import type { AuditEventView } from './contract'

export interface EventRow {
  id: string
  type: string
  /** RFC 3339 with microseconds: a Date would lose half of the key. */
  at: string
  actorKind: string
  actorId: string
  actorName: string
  command: string
  outcome: 'success' | 'denied' | 'error'
  reason: string | null
  requestId: string | null
  environment: string | null
  resources: string[]
  body: Uint8Array
}

export function toEventView(row: EventRow): AuditEventView {
  return {
    id: row.id,
    type: row.type,
    at: row.at,
    actor: { kind: row.actorKind, id: row.actorId, name: row.actorName },
    command: row.command,
    outcome: row.outcome,
    reason: row.reason,
    requestId: row.requestId,
    environmentId: row.environment,
    resources: row.resources.map((text) => {
      const at = text.indexOf(':')
      return { kind: text.slice(0, at), id: text.slice(at + 1) }
    }),
  }
}
