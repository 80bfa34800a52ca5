import { parseToken, type TokenParts } from '@/lib/kernel/token-format'
import { pool } from '@/lib/server/database'
import { isTokenHash } from '@/lib/server/token-hash'
import { isPermission, isRole, isTokenScope } from './domain/permissions'
import type { Principal } from './domain/principal'
import { recordTokenRefusal } from './record-token-refusal'

interface TokenRow {
  id: string
  workspaceId: string
  kind: 'pat' | 'svc'
  name: string
  hash: string
  scopes: string[]
  deploymentIds: string[]
  ownerId: string
  ownerName: string
  ownerRoles: string[] | null
  isAlive: boolean
  isOwnerActive: boolean
  isUseRecorded: boolean
}

const READ = `
  SELECT t.id, t."workspaceId", t.kind, t.name, t.hash, t.scopes, t."deploymentIds", u.id AS "ownerId", u.name AS "ownerName",
    m.roles AS "ownerRoles", (t."revokedAt" IS NULL AND t."expiresAt" > now()) AS "isAlive", (u."disabledAt" IS NULL) AS "isOwnerActive",
    coalesce(use."lastUsedAt" >= date_trunc('hour', now()), false) AS "isUseRecorded"
  FROM "ApiToken" t
  JOIN "User" u ON u.id = t."ownerId"
  LEFT JOIN "Member" m ON m."workspaceId" = t."workspaceId" AND m."userId" = t."ownerId"
  LEFT JOIN "ApiTokenUse" use ON use."tokenId" = t.id
  WHERE t."publicId" = $1`

async function recordUse(tokenId: string): Promise<void> {
  await pool().query(
    `INSERT INTO "ApiTokenUse" ("tokenId", "lastUsedAt") VALUES ($1, date_trunc('hour', now()))
     ON CONFLICT ("tokenId") DO UPDATE SET "lastUsedAt" = excluded."lastUsedAt"`,
    [tokenId],
  )
}

async function findRow(parts: TokenParts): Promise<TokenRow | null> {
  const { rows } = await pool().query<TokenRow>({ name: 'identity.token', text: READ, values: [parts.publicId] })
  const row = rows[0]
  return row && row.kind === parts.kind && isTokenHash(parts.secret, row.hash) ? row : null
}

/** Who an API token stands for now; null for a malformed, unknown, expired or revoked one, or one whose owner left or was disabled. */
export async function findTokenPrincipal(text: string): Promise<Principal | null> {
  const parts = parseToken(text)
  if (parts === null || (parts.kind !== 'pat' && parts.kind !== 'svc')) return null
  const row = await findRow(parts)
  if (row === null) return null
  if (!row.isAlive || !row.isOwnerActive || row.ownerRoles === null) {
    await recordTokenRefusal(row)
    return null
  }
  if (!row.isUseRecorded) await recordUse(row.id)
  return {
    kind: 'token',
    id: row.id,
    name: row.name,
    tokenKind: row.kind,
    owner: { id: row.ownerId, name: row.ownerName },
    workspaceId: row.workspaceId,
    scopes: row.scopes.filter(isPermission).filter(isTokenScope),
    deploymentIds: row.deploymentIds,
    ownerRoles: row.ownerRoles.filter(isRole),
  }
}
