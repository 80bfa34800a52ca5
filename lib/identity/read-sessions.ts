import type { Db } from '@/lib/server/database'
import type { SessionView } from './contract'

const MAX_SHOWN = 100

/** Living sessions of a person, last used first. */
export async function readSessions(db: Db, userId: string, currentId: string): Promise<SessionView[]> {
  const rows = await db.$queryRaw<
    {
      id: string
      method: string
      userAgent: string | null
      createdAt: Date
      lastSeenAt: Date
      absoluteExpiresAt: Date
    }[]
  >`SELECT id, method, "userAgent", "createdAt", "lastSeenAt", "absoluteExpiresAt" FROM "Session"
    WHERE "userId" = ${userId}::uuid AND "absoluteExpiresAt" > now() ORDER BY "lastSeenAt" DESC LIMIT ${MAX_SHOWN}::int`
  return rows.map(({ absoluteExpiresAt, ...row }) => ({
    ...row,
    createdAt: row.createdAt.toISOString(),
    lastSeenAt: row.lastSeenAt.toISOString(),
    expiresAt: absoluteExpiresAt.toISOString(),
    isCurrent: row.id === currentId,
  }))
}
