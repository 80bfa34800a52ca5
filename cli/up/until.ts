import { setTimeout as delay } from 'node:timers/promises'
import { CliError } from '../cli-error'

/** Asks again every 200 ms until `check` answers something; gives up with a message after `timeoutMs`. */
export async function until<T>(
  what: string,
  timeoutMs: number,
  check: () => Promise<T | null | undefined | false>,
): Promise<T> {
  const deadline = performance.now() + timeoutMs
  for (;;) {
    const value = await check()
    if (value) return value
    if (performance.now() > deadline)
      throw new CliError(`Waited ${Math.round(timeoutMs / 1000)} s for ${what}; it did not happen.`)
    await delay(200)
  }
}
