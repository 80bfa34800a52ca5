import type { Principal } from '@/lib/identity/domain/principal'
import { pool } from '@/lib/server/database'
import { clientOf } from './client-of'

const HOUR_MS = 3_600_000
const noted = new Map<string, number>()

/** Keeps which client programs a token is used with, by minor version; written at most once an hour for each. */
export async function noteClient(principal: Principal, request: Request, now: number): Promise<void> {
  const client = clientOf(request.headers.get('user-agent'))
  if (principal.kind !== 'token' || client === null) return
  const stated = request.headers.get('x-mlflow-client-version') ?? client.version
  const minor = /^\d{1,4}\.\d{1,4}/.exec(stated)?.[0] ?? client.version
  const key = `${principal.id} ${client.name} ${minor}`
  if (now - (noted.get(key) ?? 0) < HOUR_MS) return
  if (noted.size > 10_000) noted.clear()
  noted.set(key, now)
  await pool().query(
    `INSERT INTO "TokenClient" ("workspaceId", "tokenId", client, version, "firstSeenAt", "lastSeenAt") VALUES ($1, $2, $3, $4, now(), now())
     ON CONFLICT ("tokenId", client, version) DO UPDATE SET "lastSeenAt" = now()`,
    [principal.workspaceId, principal.id, client.name, minor],
  )
}
