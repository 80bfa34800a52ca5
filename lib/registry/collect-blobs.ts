import type { BlobStore } from '@/lib/server/blob-store'
import { pool } from '@/lib/server/database'
import { sqlState } from '@/lib/server/sql-state'

const BATCH = 500

/** Somebody named these bytes meanwhile (23503; 23001 where the key restricts), holds them, or is about to: 23514, 55P03. */
function isKept(error: unknown): boolean {
  return ['23001', '23503', '23514', '55P03'].includes(sqlState(error))
}

/**
 * Removes the bytes while the row is deleted but not yet gone: who stores or names the same bytes at this moment waits for the end, then
 * finds no row and begins anew. A process that dies in between leaves a row without bytes that nobody names, for the next round.
 */
async function removeBlob(store: BlobStore, sha256: string, before: Date): Promise<boolean> {
  const client = await pool().connect()
  try {
    await client.query('BEGIN')
    const { rowCount } = await client.query(
      `DELETE FROM "Blob" b WHERE b.sha256 = $1 AND b."touchedAt" < $2
         AND NOT EXISTS (SELECT 1 FROM "BlobReference" r WHERE r.sha256 = b.sha256)`,
      [sha256, before],
    )
    if (rowCount === 1) await store.remove(sha256)
    await client.query('COMMIT')
    return rowCount === 1
  } catch (error) {
    await client.query('ROLLBACK')
    if (isKept(error)) return false
    throw error
  } finally {
    client.release()
  }
}

/** Removes every blob that nobody names and nobody stored since `before`; answers how many. */
export async function collectBlobs(store: BlobStore, before: Date): Promise<number> {
  let removed = 0
  let after = ''
  for (;;) {
    const { rows } = await pool().query<{ sha256: string }>(
      `SELECT b.sha256 FROM "Blob" b WHERE b."touchedAt" < $1 AND b.sha256 > $2
         AND NOT EXISTS (SELECT 1 FROM "BlobReference" r WHERE r.sha256 = b.sha256)
       ORDER BY b.sha256 LIMIT $3`,
      [before, after, BATCH],
    )
    for (const { sha256 } of rows) if (await removeBlob(store, sha256, before)) removed += 1
    const last = rows.at(-1)
    if (last === undefined) return removed
    after = last.sha256
  }
}
