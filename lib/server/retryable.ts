import { setTimeout as delay } from 'node:timers/promises'
import { sqlState } from './sql-state'

const MAX_ATTEMPTS = 5

function isTransient(error: unknown): boolean {
  const isConflict = typeof error === 'object' && error !== null && 'code' in error && error.code === 'P2034'
  return isConflict || ['40001', '40P01'].includes(sqlState(error))
}

/** Runs a transaction again after a serialization failure or deadlock: at most 5 times, full jitter 10..200 ms. */
export async function retryable<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run()
    } catch (error) {
      if (!isTransient(error) || attempt === MAX_ATTEMPTS) throw error
      await delay(10 + Math.random() * 190)
    }
  }
}
