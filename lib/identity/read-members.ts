import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/server/cursor'
import type { Db } from '@/lib/server/database'
import type { Member } from './contract'
import { isRole } from './domain/permissions'

interface MemberRow {
  userId: string
  name: string
  email: string
  roles: string[]
  isDisabled: boolean
  signsInWith: 'password' | 'oidc'
  lastSeenAt: Date | null
  addedAt: Date
}

const key = z.tuple([z.string(), z.uuid()])

/** Members by name, a page at a time. */
export async function readMembers(
  db: Db,
  workspaceId: string,
  input: { cursor?: string | undefined; limit: number; q?: string | undefined },
): Promise<{ items: Member[]; nextCursor: string | null }> {
  const [afterName, afterId] = decodeCursor(input.cursor, key) ?? [null, null]
  const q = input.q === undefined || input.q === '' ? null : input.q.toLowerCase()
  const rows = await db.$queryRaw<MemberRow[]>`
    SELECT u.id AS "userId", u.name, u.email, m.roles, (u."disabledAt" IS NOT NULL) AS "isDisabled",
      CASE WHEN u.issuer IS NULL THEN 'password' ELSE 'oidc' END AS "signsInWith", m."createdAt" AS "addedAt",
      (SELECT max(s."lastSeenAt") FROM "Session" s WHERE s."userId" = u.id) AS "lastSeenAt"
    FROM "Member" m JOIN "User" u ON u.id = m."userId"
    WHERE m."workspaceId" = ${workspaceId}::uuid
      AND (${q}::text IS NULL OR position(${q}::text IN lower(u.name)) > 0 OR position(${q}::text IN lower(u.email)) > 0)
      AND (${afterName}::text IS NULL OR (u.name, u.id) > (${afterName}::text, ${afterId}::uuid))
    ORDER BY u.name, u.id LIMIT ${input.limit + 1}::int`
  const page = rows.slice(0, input.limit)
  const last = page.at(-1)
  const items = page.map((row) => ({
    ...row,
    roles: row.roles.filter(isRole),
    addedAt: row.addedAt.toISOString(),
    lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
  }))
  return { items, nextCursor: rows.length > input.limit && last ? encodeCursor([last.name, last.userId]) : null }
}
