import { pool } from '@/lib/server/database'
import { log } from '@/lib/server/log'

const EVERY_MS = 2000
const waiting = new Map<string, NodeJS.Timeout>()

/** Wakes live screens of a workspace after logged values, at most every two seconds and outside of any transaction. */
export function announceTracking(workspaceId: string): void {
  if (waiting.has(workspaceId)) return
  const timer = setTimeout(() => {
    waiting.delete(workspaceId)
    pool()
      .query("SELECT pg_notify('slipway_live', $1)", [JSON.stringify({ workspaceId, room: 'registry' })])
      .catch((error: unknown) =>
        log.warn({ err: error instanceof Error ? error.message : 'unknown' }, 'live screens were not woken'),
      )
  }, EVERY_MS)
  timer.unref()
  waiting.set(workspaceId, timer)
}
