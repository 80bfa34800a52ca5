import type { Db } from '@/lib/server/database'

export interface OpenHour {
  workspaceId: string
  hour: Date
}

/** Ledger hours that are over and not sealed yet, oldest first. `since` bounds the search; `until` is when an hour counts as over. */
export async function openHours(db: Db, since: Date, until: Date): Promise<OpenHour[]> {
  return db.$queryRaw<OpenHour[]>`
    SELECT l.workspace_id::text AS "workspaceId", date_trunc('hour', l.at) AS hour FROM tracking.ledger l
    WHERE l.at >= ${since}::timestamptz AND l.at < date_trunc('hour', ${until}::timestamptz)
      AND NOT EXISTS (SELECT FROM tracking.seal s WHERE s.workspace_id = l.workspace_id AND s.hour = date_trunc('hour', l.at))
    GROUP BY 1, 2 ORDER BY 2, 1 LIMIT 10000`
}

export interface Seal {
  entries: number
  digest: string
  previous: string | null
}

/** Seals one hour: SHA-256 over the seal before it and the digest of each row in order. Null when somebody else did. */
export async function sealHour(db: Db, workspaceId: string, hour: Date): Promise<Seal | null> {
  await db.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended('tracking.seal/' || ${workspaceId}, 0))::text`
  const [seal] = await db.$queryRaw<Seal[]>`
    WITH before AS (
      SELECT digest FROM tracking.seal WHERE workspace_id = ${workspaceId}::uuid AND hour < ${hour}::timestamptz ORDER BY hour DESC LIMIT 1
    ), rows AS (
      SELECT count(*)::int AS entries, string_agg(sha256(convert_to(l::text, 'UTF8')), ''::bytea ORDER BY entry_id) AS bytes
      FROM tracking.ledger l WHERE workspace_id = ${workspaceId}::uuid AND at >= ${hour}::timestamptz AND at < ${hour}::timestamptz + interval '1 hour'
    ), made AS (
      INSERT INTO tracking.seal (workspace_id, hour, entries, digest)
      SELECT ${workspaceId}::uuid, ${hour}::timestamptz, entries, sha256(coalesce((SELECT digest FROM before), ''::bytea) || coalesce(bytes, ''::bytea)) FROM rows
      ON CONFLICT DO NOTHING RETURNING entries, digest
    )
    SELECT entries, encode(digest, 'hex') AS digest, encode((SELECT digest FROM before), 'hex') AS previous FROM made`
  return seal ?? null
}
