import { pool } from '@/lib/server/database'
import { log } from '@/lib/server/log'

const EVERY_MS = 1000
const lastMs = new Map<string, number>()
const waiting = new Map<string, NodeJS.Timeout>()

/** Wakes live screens after new data, at most once per deployment and second, outside of any transaction. */
export function announce(workspaceId: string, deploymentId: string, nowMs: number): void {
  const since = nowMs - (lastMs.get(deploymentId) ?? 0)
  if (since >= EVERY_MS) {
    send(workspaceId, deploymentId, nowMs)
    return
  }
  if (waiting.has(deploymentId)) return
  // The last batch of a burst must be seen too.
  const timer = setTimeout(() => {
    waiting.delete(deploymentId)
    send(workspaceId, deploymentId, nowMs + EVERY_MS - since)
  }, EVERY_MS - since)
  timer.unref()
  waiting.set(deploymentId, timer)
}

function send(workspaceId: string, deploymentId: string, nowMs: number): void {
  if (lastMs.size > 10_000) lastMs.clear()
  lastMs.set(deploymentId, nowMs)
  pool()
    .query("SELECT pg_notify('slipway_live', $1)", [JSON.stringify({ workspaceId, room: 'monitoring', deploymentId })])
    .catch((error: unknown) =>
      log.warn({ err: error instanceof Error ? error.message : 'unknown' }, 'live screens were not woken'),
    )
}
