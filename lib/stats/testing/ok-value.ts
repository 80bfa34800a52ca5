import type { Assumption, Result } from '../result'

/** The value of a result that a test expects to be ok. */
export function okValue<T>(result: Result<T, Assumption>): T {
  if (result.status === 'ok') return result.value
  throw new Error(`${result.method} is ${result.status} (${result.reason})`)
}
