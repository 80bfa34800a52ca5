import { sha256Hex } from '@/lib/kernel/sha256'
import { pool } from '@/lib/server/database'
import { idleLimitSec } from './domain/idle-limit'
import { isRole } from './domain/permissions'
import type { Principal } from './domain/principal'

interface SessionRow {
  id: string
  userId: string
  method: string
  name: string
  email: string
  idleSec: number
  grants: { workspaceId: string; roles: string[] }[]
}

const READ = `
  SELECT s.id, s."userId", s.method, u.name, u.email,
    extract(epoch FROM now() - s."lastSeenAt")::float8 AS "idleSec",
    coalesce((SELECT json_agg(json_build_object('workspaceId', m."workspaceId", 'roles', m.roles)) FROM "Member" m WHERE m."userId" = u.id), '[]') AS grants
  FROM "Session" s JOIN "User" u ON u.id = s."userId"
  WHERE s."tokenHash" = $1 AND u."disabledAt" IS NULL AND s."absoluteExpiresAt" > now() AND s.expires > now()`

const TOUCH_AFTER_SEC = 30

/**
 * Who a session cookie stands for now, by the database's clock; null when the session ended in any way. Nothing is cached.
 * `isActivity`: whether this counts as the person being there; a stream that only looks whether it may go on does not.
 */
export async function findSessionPrincipal(token: string, isActivity: boolean): Promise<Principal | null> {
  const { rows } = await pool().query<SessionRow>(READ, [sha256Hex(token)])
  const row = rows[0]
  if (!row) return null
  const grants = row.grants.map((grant) => ({ workspaceId: grant.workspaceId, roles: grant.roles.filter(isRole) }))
  if (row.idleSec > idleLimitSec(grants)) return null
  if (isActivity && row.idleSec > TOUCH_AFTER_SEC)
    await pool().query('UPDATE "Session" SET "lastSeenAt" = now() WHERE id = $1', [row.id])
  return {
    kind: 'user',
    id: row.userId,
    name: row.name,
    email: row.email,
    sessionId: row.id,
    method: row.method,
    grants,
  }
}
