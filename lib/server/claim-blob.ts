import type { StoredBlob } from './blob-store'
import { pool } from './database'

/**
 * Says that these bytes are about to be stored. Collection removes bytes only while it holds their row, and never a row that was
 * touched within a day: this waits for a removal under way, and the bytes are written after it.
 */
export async function claimBlob({ sha256, sizeBytes }: StoredBlob): Promise<void> {
  await pool().query(
    `INSERT INTO "Blob" (sha256, "sizeBytes") VALUES ($1, $2) ON CONFLICT (sha256) DO UPDATE SET "touchedAt" = now()`,
    [sha256, sizeBytes],
  )
}
