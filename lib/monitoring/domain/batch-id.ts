const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const OLDEST_MS = 7 * 86_400_000
const FUTURE_MS = 600_000

export type BatchIdVerdict =
  | { ok: true; atMs: number }
  | { ok: false; reason: 'invalid_batch' | 'batch_too_old' | 'batch_in_future' }

/** A batch id is a UUIDv7 of the last 7 days: an older one may have left the ledger, and a replay of it could count twice. */
export function judgeBatchId(batchId: string, nowMs: number): BatchIdVerdict {
  if (!UUID_V7.test(batchId)) return { ok: false, reason: 'invalid_batch' }
  const atMs = Number.parseInt(batchId.replace('-', '').slice(0, 12), 16)
  if (atMs < nowMs - OLDEST_MS) return { ok: false, reason: 'batch_too_old' }
  if (atMs > nowMs + FUTURE_MS) return { ok: false, reason: 'batch_in_future' }
  return { ok: true, atMs }
}
