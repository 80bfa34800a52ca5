import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/server/cursor'
import type { Db } from '@/lib/server/database'
import type { AgentItem } from './contract'
import { agentStatus } from './domain/agent-status'
import { RESUMED_ID } from './store/presence'

interface AgentRow {
  id: string
  name: string
  state: string
  lockReason: string | null
  agentVersion: string
  gatewayUrl: string | null
  lastSeenAt: Date | null
  skewMs: number | null
  spool: unknown
  silentMs: number | null
  evidenceAgeMs: number | null
  deployments: number
  diverging: number
  openCommands: number
}

const spoolSchema = z
  .object({ bytes: z.number(), rows: z.number(), oldestAt: z.string().nullable() })
  .catch({ bytes: 0, rows: 0, oldestAt: null })

function toItem(row: AgentRow): AgentItem {
  const {
    id,
    name,
    lockReason,
    agentVersion,
    gatewayUrl,
    skewMs,
    evidenceAgeMs,
    deployments,
    diverging,
    openCommands,
  } = row
  return {
    id,
    name,
    // A stored state other than ACTIVE is shown as such: such an agent is never green.
    status: row.state === 'ACTIVE' ? agentStatus(row.silentMs) : (row.state as AgentItem['status']),
    lockReason,
    agentVersion,
    gatewayUrl,
    lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
    skewMs,
    spool: spoolSchema.parse(row.spool),
    evidenceAgeMs: evidenceAgeMs === null ? null : Math.round(evidenceAgeMs),
    deployments,
    diverging,
    openCommands,
  }
}

async function readRows(
  db: Db,
  workspaceId: string,
  where: { after: string | null; id: string | null; limit: number },
): Promise<AgentRow[]> {
  return db.$queryRaw<AgentRow[]>`
    SELECT a.id::text, a.name, a.state, a."lockReason", a."agentVersion", a."gatewayUrl", p."lastSeenAt", p."skewMs", p.spool,
      (extract(epoch FROM now() - CASE WHEN p.status = 'OFFLINE' THEN p."lastSeenAt" ELSE greatest(p."lastSeenAt", h."seenAt") END) * 1000)::float8 AS "silentMs",
      (extract(epoch FROM now() - d."dataThrough") * 1000)::float8 AS "evidenceAgeMs",
      coalesce(d.deployments, 0)::int AS deployments, coalesce(d.diverging, 0)::int AS diverging, coalesce(c.open, 0)::int AS "openCommands"
    FROM "Agent" a
    LEFT JOIN "AgentPresence" p ON p."agentId" = a.id
    LEFT JOIN "ProcessHeartbeat" h ON h.id = ${RESUMED_ID}
    LEFT JOIN LATERAL (
      SELECT count(*) AS deployments, min(o."dataThrough") AS "dataThrough",
        count(*) FILTER (WHERE s."settledPlanDigest" IS DISTINCT FROM o."planDigest") AS diverging
      FROM "Deployment" x JOIN "DesiredState" s ON s."deploymentId" = x.id LEFT JOIN "ObservedState" o ON o."deploymentId" = x.id
      WHERE x."agentId" = a.id AND x.state = 'ACTIVE') d ON true
    LEFT JOIN LATERAL (SELECT count(*) AS open FROM "Command" k
      WHERE k."agentId" = a.id AND k.state IN ('QUEUED', 'LEASED', 'ACCEPTED', 'RUNNING', 'UNKNOWN')) c ON true
    WHERE a."workspaceId" = ${workspaceId}::uuid AND (${where.after}::text IS NULL OR a.name > ${where.after})
      AND (${where.id}::uuid IS NULL OR a.id = ${where.id}::uuid)
    ORDER BY a.name LIMIT ${where.limit}`
}

/** Agents by name, with what one must know at a glance. */
export async function readAgents(
  db: Db,
  workspaceId: string,
  page: { cursor?: string | undefined; limit: number },
): Promise<{ items: AgentItem[]; nextCursor: string | null }> {
  const after = decodeCursor(page.cursor, z.tuple([z.string()]))?.[0] ?? null
  const rows = await readRows(db, workspaceId, { after, id: null, limit: page.limit + 1 })
  const items = rows.slice(0, page.limit).map(toItem)
  const last = items.at(-1)
  return { items, nextCursor: rows.length > page.limit && last ? encodeCursor([last.name]) : null }
}

export async function findAgentItem(db: Db, workspaceId: string, agentId: string): Promise<AgentItem | null> {
  const [row] = await readRows(db, workspaceId, { after: null, id: agentId, limit: 1 })
  return row ? toItem(row) : null
}
