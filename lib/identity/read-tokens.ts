import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/server/cursor'
import type { Db } from '@/lib/server/database'
import type { ApiTokenView } from './contract'

interface TokenRow {
  id: string
  kind: 'pat' | 'svc'
  name: string
  ownerId: string
  ownerName: string
  publicId: string
  scopes: string[]
  deploymentIds: string[]
  createdAt: Date
  expiresAt: Date
  lastUsedAt: Date | null
  revokedAt: Date | null
}

export interface TokenVisibility {
  ownerId: string
  allPersonal: boolean
  allService: boolean
}

function toView(row: TokenRow): ApiTokenView {
  const { ownerId, ownerName, publicId, ...rest } = row
  return {
    ...rest,
    owner: { id: ownerId, name: ownerName },
    hint: `slw_${row.kind}_…${publicId.slice(-4)}`,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
  }
}

/** Tokens newest first (ids carry their time): own ones, and others' as far as the caller manages them. */
export async function readTokens(
  db: Db,
  workspaceId: string,
  who: TokenVisibility,
  page: { cursor?: string | undefined; limit: number },
) {
  const [beforeId] = decodeCursor(page.cursor, z.tuple([z.uuid()])) ?? [null]
  const rows = await db.$queryRaw<TokenRow[]>`
    SELECT t.id, t.kind, t.name, t."ownerId", u.name AS "ownerName", t."publicId", t.scopes, t."deploymentIds", t."createdAt", t."expiresAt",
      t."revokedAt", use."lastUsedAt"
    FROM "ApiToken" t JOIN "User" u ON u.id = t."ownerId" LEFT JOIN "ApiTokenUse" use ON use."tokenId" = t.id
    WHERE t."workspaceId" = ${workspaceId}::uuid
      AND (t."ownerId" = ${who.ownerId}::uuid OR (t.kind = 'pat' AND ${who.allPersonal}) OR (t.kind = 'svc' AND ${who.allService}))
      AND (${beforeId}::uuid IS NULL OR t.id < ${beforeId}::uuid)
    ORDER BY t.id DESC LIMIT ${page.limit + 1}::int`
  const items = rows.slice(0, page.limit).map(toView)
  const last = items.at(-1)
  return { items, nextCursor: rows.length > page.limit && last ? encodeCursor([last.id]) : null }
}
