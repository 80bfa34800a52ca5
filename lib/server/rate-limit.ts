interface Bucket {
  tokens: number
  refilledMs: number
}

const MAX_KEYS = 50_000
const buckets = new Map<string, Bucket>()

/**
 * Token bucket per process: takes one token, answers 0 or the seconds to wait. Old keys leave by age when the table is full,
 * so that flooding with new names never frees a spent bucket early.
 */
export function takeRate(key: string, limit: number, windowSec: number, nowMs: number = Date.now()): number {
  const perMs = limit / (windowSec * 1000)
  const bucket = buckets.get(key) ?? { tokens: limit, refilledMs: nowMs }
  bucket.tokens = Math.min(limit, bucket.tokens + (nowMs - bucket.refilledMs) * perMs)
  bucket.refilledMs = nowMs
  buckets.delete(key)
  buckets.set(key, bucket)
  if (buckets.size > MAX_KEYS) {
    for (const [old, { refilledMs }] of buckets) {
      if (nowMs - refilledMs < windowSec * 1000) break
      buckets.delete(old)
    }
  }
  if (bucket.tokens >= 1) {
    bucket.tokens -= 1
    return 0
  }
  return Math.max(1, Math.ceil((1 - bucket.tokens) / perMs / 1000))
}
