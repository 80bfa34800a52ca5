import { randomBytes } from 'node:crypto'
import { newId } from '@/lib/kernel/new-id'
import { sha256Hex } from '@/lib/kernel/sha256'
import type { Db } from '@/lib/server/database'

export const SESSION_MAX_AGE_SEC = 12 * 3600

/** 256 random bits, base64url: what the cookie holds. */
export function newSessionToken(): string {
  return randomBytes(32).toString('base64url')
}

/** A new session by the database's clock; only the token's digest is stored. */
export async function insertSession(
  tx: Db,
  session: { token: string; userId: string; method: 'password' | 'oidc'; userAgent: string | null },
): Promise<string> {
  const id = newId()
  await tx.$executeRaw`
    INSERT INTO "Session" (id, "tokenHash", "userId", method, "absoluteExpiresAt", expires, "userAgent")
    VALUES (${id}::uuid, ${sha256Hex(session.token)}, ${session.userId}::uuid, ${session.method},
      now() + make_interval(secs => ${SESSION_MAX_AGE_SEC}), now() + make_interval(secs => ${SESSION_MAX_AGE_SEC}), ${session.userAgent})`
  return id
}

export async function insertEnvironment(
  tx: Db,
  environment: { workspaceId: string; name: string; kind: string; policy: string; position: number },
): Promise<string> {
  const id = newId()
  await tx.environment.create({ data: { id, ...environment } })
  return id
}

/** Serialises what counts a workspace's people: role changes, joins and leaves. */
export async function lockMembers(tx: Db, workspaceId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`members:${workspaceId}`}, 0))`
}
