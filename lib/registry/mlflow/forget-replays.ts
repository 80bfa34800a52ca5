import { database } from '@/lib/server/database'

const KEPT_MS = 24 * 3_600_000

/** Forgets calls, and the answers stored for them, that are too old to be given again. */
export async function forgetReplays(now: Date): Promise<number> {
  const old = { lt: new Date(now.getTime() - KEPT_MS) }
  const { count } = await database().replayAttempt.deleteMany({ where: { startedAt: old } })
  return count
}
