const WINDOW_MS = 15 * 60_000
const FREE_FAILURES = 5
const MAX_LOCK_MS = 60 * 60_000
const MINUTE_MS = 60_000

/**
 * Until when an account is locked, from the times of its failures since the last success (ascending, ms). Five failures within
 * 15 minutes lock for 1 minute; each failure after a lock doubles it, up to an hour. A quiet spell longer than the last lock
 * plus the window starts anew. 0 = never locked.
 */
export function lockedUntilMs(failuresMs: readonly number[]): number {
  let recent: number[] = []
  let lockMs = 0
  let untilMs = 0
  for (const atMs of failuresMs) {
    if (lockMs > 0 && atMs > untilMs + WINDOW_MS) {
      lockMs = 0
      recent = []
    }
    recent = [...recent.filter((earlierMs) => atMs - earlierMs < WINDOW_MS), atMs]
    if (lockMs > 0) lockMs = Math.min(MAX_LOCK_MS, lockMs * 2)
    else if (recent.length >= FREE_FAILURES) lockMs = MINUTE_MS
    if (lockMs > 0) untilMs = atMs + lockMs
  }
  return untilMs
}
