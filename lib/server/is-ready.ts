import { pool } from './database'
import { log } from './log'

const TIMEOUT_MS = 2000

/** The database answers, accepts writes and has been migrated. */
export async function isReady(): Promise<boolean> {
  try {
    const answer = pool().query<{ ready: boolean }>(
      `SELECT NOT pg_is_in_recovery() AND to_regclass('"AuditEvent"') IS NOT NULL AND to_regclass('graphile_worker.migrations') IS NOT NULL AS ready`,
    )
    const late = new Promise<never>((_resolve, reject) =>
      setTimeout(() => reject(new Error('no answer in time')), TIMEOUT_MS).unref(),
    )
    const { rows } = await Promise.race([answer, late])
    return rows[0]?.ready === true
  } catch (error) {
    log.warn({ err: error instanceof Error ? error.message : String(error) }, 'not ready')
    return false
  }
}
