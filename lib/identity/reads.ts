import type { Db } from '@/lib/server/database'
import { isRole, type Role } from './domain/permissions'

/** A local account by address, active or not; provider accounts are never found by address. */
export async function findLocalUser(db: Db, email: string) {
  return db.user.findFirst({
    where: { email, issuer: null },
    select: { id: true, name: true, email: true, passwordHash: true, disabledAt: true },
  })
}

export interface PersonRoles {
  userId: string
  roles: Role[]
}

/** Everybody who can act in the workspace now. */
export async function activePeople(db: Db, workspaceId: string): Promise<PersonRoles[]> {
  const rows = await db.$queryRaw<{ userId: string; roles: string[] }[]>`
    SELECT m."userId", m.roles FROM "Member" m JOIN "User" u ON u.id = m."userId"
    WHERE m."workspaceId" = ${workspaceId}::uuid AND u."disabledAt" IS NULL`
  return rows.map((row) => ({ userId: row.userId, roles: row.roles.filter(isRole) }))
}

export async function workspaceIdsOf(db: Db, userId: string): Promise<string[]> {
  const rows = await db.member.findMany({ where: { userId }, select: { workspaceId: true } })
  return rows.map((row) => row.workspaceId)
}

/** Times of failures (ms, ascending) of an account in the last day, since its last success. */
export async function failuresOf(
  db: Db,
  account: string,
  userId: string | null,
): Promise<{ failuresMs: number[]; nowMs: number }> {
  const rows = await db.$queryRaw<{ atMs: number; nowMs: number }[]>`
    SELECT (extract(epoch FROM f.at) * 1000)::float8 AS "atMs", (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS "nowMs"
    FROM "SignInFailure" f
    WHERE f.account = ${account} AND f.at > now() - interval '1 day'
      AND f.at > coalesce((SELECT max(s."createdAt") FROM "Session" s WHERE s."userId" = ${userId}::uuid), '-infinity')
    ORDER BY f.at`
  return { failuresMs: rows.map((row) => row.atMs), nowMs: rows[0]?.nowMs ?? 0 }
}

export async function recentFailuresFrom(db: Db, ipPrefix: string, minutes: number): Promise<number> {
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM "SignInFailure" WHERE "ipPrefix" = ${ipPrefix} AND at > now() - make_interval(mins => ${minutes}::int)`
  return row?.count ?? 0
}

export async function workspacesNamed(db: Db, ids: readonly string[]) {
  return db.workspace.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, slug: true, name: true, kind: true },
    orderBy: { name: 'asc' },
  })
}

export async function themeOf(db: Db, userId: string): Promise<'system' | 'light' | 'dark'> {
  const row = await db.user.findUnique({ where: { id: userId }, select: { theme: true } })
  return row?.theme === 'light' || row?.theme === 'dark' ? row.theme : 'system'
}
