import type { Principal } from '@/lib/identity/domain/principal'
import { newId } from '@/lib/kernel/new-id'
import type { Db } from '@/lib/server/database'
import type { AuditRecord } from '@/lib/server/operation'
import { Prisma } from '@/prisma/generated/client'
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

interface AuditEvent extends AuditEventInput {
  id: string
}

function plain(value: unknown): unknown {
  return value === undefined
    ? null
    : JSON.parse(JSON.stringify(value, (_key, v) => (typeof v === 'bigint' ? v.toString() : v)))
}

function encoded(input: AuditEvent): { head: string; tail: string } {
  const { principal } = input
  const onBehalfOf = principal.kind === 'token' ? principal.owner : null
  return encodeEvent({
    v: 1,
    id: input.id,
    type: input.type,
    workspace: input.workspaceId,
    actor: { kind: principal.kind, id: principal.id, name: principal.name, onBehalfOf },
    command: input.command,
    outcome: input.outcome,
    reason: input.reason ?? null,
    requestId: input.requestId,
    environment: input.environmentId ?? null,
    resources: input.resources.map(({ kind, id }) => ({ kind, id })),
    change:
      input.before === undefined && input.after === undefined
        ? null
        : { before: plain(input.before), after: plain(input.after) },
    data: plain(input.data ?? {}),
  })
}

/** An event as it stands now, as a row of the statement that writes events. */
export function eventRow(input: AuditEvent): Prisma.Sql {
  const { principal } = input
  const { head, tail } = encoded(input)
  return Prisma.sql`(${input.id}::uuid, ${input.workspaceId}::uuid, ${input.type}::text, ${principal.kind}::text, ${principal.id}::text, ${principal.name}::text,
    ${input.command}::text, ${input.outcome}::text, ${input.reason ?? null}::text, ${input.requestId}::text,
    ${input.resources.map((r) => `${r.kind}:${r.id}`)}::text[], ${input.environmentId ?? null}::text, ${head}::text, ${tail}::text)`
}

/**
 * The statement that writes events (at least one), to be run as it is or as a part of another: no lock, no sequence, no chain (sealing
 * comes after commit). The instant is the database's, and it stands in the hashed bytes: one statement takes it, writes it and hashes it.
 */
export function insertOfEvents(rows: readonly Prisma.Sql[]): Prisma.Sql {
  return Prisma.sql`INSERT INTO "AuditEvent" (id, "workspaceId", type, at, "actorKind", "actorId", "actorName", command, outcome, reason, "requestId",
      resources, environment, body, "leafHash")
    SELECT e.id, e.workspace, e.type, now.at, e.actor_kind, e.actor_id, e.actor_name, e.command, e.outcome, e.reason, e.request,
      e.resources, e.environment, said.body, sha256('\\x00'::bytea || said.body)
    FROM (VALUES ${Prisma.join([...rows])}) AS e (id, workspace, type, actor_kind, actor_id, actor_name, command, outcome, reason, request,
        resources, environment, head, tail),
      LATERAL (SELECT clock_timestamp() AS at WHERE e.id IS NOT NULL) now,
      LATERAL (SELECT convert_to(e.head || to_char(now.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || e.tail, 'UTF8') AS body) said`
}

/** Writes one event by itself, in the caller's transaction or in one of its own. */
export async function insertAuditEvent(tx: Db, input: AuditEventInput): Promise<string> {
  const id = newId()
  await tx.$executeRaw`/* by key */ ${insertOfEvents([eventRow({ ...input, id })])}`
  return id
}
