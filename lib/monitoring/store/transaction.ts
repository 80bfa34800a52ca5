import type pg from 'pg'
import { pool } from '@/lib/server/database'

/** One transaction on a connection of its own; rolls back on any error. */
export async function inTransaction<T>(run: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool().connect()
  let failed: Error | undefined
  try {
    await client.query("BEGIN; SET LOCAL transaction_timeout = '30s'; SET LOCAL synchronous_commit = on")
    const value = await run(client)
    await client.query('COMMIT')
    return value
  } catch (error) {
    failed = error instanceof Error ? error : new Error(String(error))
    // A connection that cannot roll back is thrown away below; the first error is the one to report.
    const rolledBack = await client.query('ROLLBACK').then(
      () => true,
      () => false,
    )
    if (rolledBack) failed = undefined
    throw error
  } finally {
    client.release(failed)
  }
}
