import type { Principal } from '@/lib/identity/domain/principal'
import { newId } from '@/lib/kernel/new-id'
import type { Db } from '@/lib/server/database'
import type { AuditRecord } from '@/lib/server/operation'
import type { AuditType } from './domain/catalogue'
import { encodeEvent } from './domain/encode-event'

export interface AuditEventInput extends Omit<AuditRecord, 'workspaceId' | 'principal'> {
  principal: Principal
  workspaceId: string | null
  type: AuditType
  command: string
  requestId: string
  outcome: 'success' | 'denied' | 'error'
}

function plain(value: unknown): unknown {
  return value === undefined
    ? null
    : JSON.parse(JSON.stringify(value, (_key, v) => (typeof v === 'bigint' ? v.toString() : v)))
}

/** Inserts one event in the caller's transaction: no lock, no sequence, no chain (sealing comes after commit). */
export async function insertAuditEvent(tx: Db, input: AuditEventInput): Promise<string> {
  const id = newId()
  const { principal } = input
  const onBehalfOf = principal.kind === 'token' ? principal.owner : null
  const event = {
    v: 1,
    id,
    type: input.type,
    workspace: input.workspaceId,
    actor: { kind: principal.kind, id: principal.id, name: principal.name, onBehalfOf },
    command: input.command,
    outcome: input.outcome,
    reason: input.reason ?? null,
    requestId: input.requestId,
    environment: input.environmentId ?? null,
    resources: input.resources.map(({ kind, id: resourceId }) => ({ kind, id: resourceId })),
    change:
      input.before === undefined && input.after === undefined
        ? null
        : { before: plain(input.before), after: plain(input.after) },
    data: plain(input.data ?? {}),
  }
  const { head, tail } = encodeEvent(event)
  // The instant is the database's, and it stands in the hashed bytes: one statement takes it, writes it and hashes it.
  await tx.$executeRaw`/* by key */
    INSERT INTO "AuditEvent" (id, "workspaceId", type, at, "actorKind", "actorId", "actorName", command, outcome, reason, "requestId", resources, environment, body, "leafHash")
    SELECT ${id}::uuid, ${input.workspaceId}::uuid, ${input.type}, now.at, ${principal.kind}, ${principal.id}, ${principal.name},
      ${input.command}, ${input.outcome}, ${input.reason ?? null}, ${input.requestId}, ${input.resources.map((r) => `${r.kind}:${r.id}`)}::text[],
      ${input.environmentId ?? null}, said.body, sha256('\\x00'::bytea || said.body)
    FROM (SELECT clock_timestamp() AS at) now,
      LATERAL (SELECT convert_to(${head} || to_char(now.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || ${tail}, 'UTF8') AS body) said`
  return id
}
