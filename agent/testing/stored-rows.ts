import { createHash } from 'node:crypto'
import type pg from 'pg'

/** The key under which a prediction is stored: 128 bits of SHA-256 over deployment, zero byte and prediction id. */
export function rowId(deploymentId: string, predictionId: string): string {
  const hex = createHash('sha256').update(`${deploymentId}\u0000${predictionId}`).digest('hex').slice(0, 32)
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

export async function storedIds(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>('SELECT pid::text AS id FROM mon.prediction')
  return rows.map((row) => row.id)
}
