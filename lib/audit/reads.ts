import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/server/cursor'
import type { Db } from '@/lib/server/database'
import { Prisma } from '@/prisma/generated/client'
import type { EventRow } from './event-row'

export interface EventFilter {
  actor?: string | undefined
  type?: string | undefined
  resource?: string | undefined
  environment?: string | undefined
  outcome?: string | undefined
  from?: string | undefined
  to?: string | undefined
}

const key = z.tuple([z.iso.datetime({ offset: true }), z.uuid()])

const COLUMNS = Prisma.sql`id, type, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at, "actorKind", "actorId", "actorName",
  command, outcome, reason, "requestId", environment, resources, body`

function typeCondition(type: string): Prisma.Sql {
  return type.includes('.') ? Prisma.sql`type = ${type}` : Prisma.sql`type >= ${`${type}.`} AND type < ${`${type}/`}`
}

export function conditions(workspaceId: string, filter: EventFilter): Prisma.Sql {
  const parts = [Prisma.sql`"workspaceId" = ${workspaceId}::uuid`]
  if (filter.actor !== undefined) parts.push(Prisma.sql`"actorId" = ${filter.actor}`)
  if (filter.type !== undefined) parts.push(typeCondition(filter.type))
  if (filter.resource !== undefined) parts.push(Prisma.sql`resources @> ARRAY[${filter.resource}]::text[]`)
  if (filter.environment !== undefined) parts.push(Prisma.sql`environment = ${filter.environment}`)
  if (filter.outcome !== undefined) parts.push(Prisma.sql`outcome = ${filter.outcome}`)
  if (filter.from !== undefined) parts.push(Prisma.sql`at >= ${filter.from}::timestamptz`)
  if (filter.to !== undefined) parts.push(Prisma.sql`at < ${filter.to}::timestamptz`)
  return Prisma.join(parts, ' AND ')
}

/** Newest first by (at, id): rows of parallel transactions become visible out of order, so this order is for reading, not for proof. */
export async function readEvents(
  db: Db,
  workspaceId: string,
  filter: EventFilter,
  page: { cursor?: string | undefined; limit: number },
): Promise<{ rows: EventRow[]; nextCursor: string | null }> {
  const before = decodeCursor(page.cursor, key)
  const after =
    before === null ? Prisma.empty : Prisma.sql`AND (at, id) < (${before[0]}::timestamptz, ${before[1]}::uuid)`
  const found = await db.$queryRaw<EventRow[]>`
    SELECT ${COLUMNS} FROM "AuditEvent" WHERE ${conditions(workspaceId, filter)} ${after}
    ORDER BY at DESC, id DESC LIMIT ${page.limit + 1}::int`
  const rows = found.slice(0, page.limit)
  const last = rows.at(-1)
  return { rows, nextCursor: found.length > page.limit && last ? encodeCursor([last.at, last.id]) : null }
}

export async function findEvent(
  db: Db,
  workspaceId: string,
  id: string,
): Promise<(EventRow & { leafHash: Uint8Array }) | null> {
  const [row] = await db.$queryRaw<(EventRow & { leafHash: Uint8Array })[]>`
    SELECT ${COLUMNS}, "leafHash" FROM "AuditEvent" WHERE "workspaceId" = ${workspaceId}::uuid AND id = ${id}::uuid`
  return row ?? null
}
