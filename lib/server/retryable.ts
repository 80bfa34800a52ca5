import { setTimeout as delay } from 'node:timers/promises'

const MAX_ATTEMPTS = 5

function isTransient(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false
  const code = 'code' in error ? String(error.code) : ''
  const text = error instanceof Error ? error.message : ''
  return (
    code === 'P2034' ||
    /\b(40001|40P01)\b/.test(`${code} ${text}`) ||
    /deadlock detected|could not serialize/.test(text)
  )
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
