import type { Assumption, Result } from '../result'

/** The value of a result that must be ok; the reason in the error says what a test got instead. */
export function requireValue<T, A extends Assumption>(result: Result<T, A>): T {
  if (result.status === 'ok') return result.value
  throw new Error(`${result.method}: ${result.status} / ${result.reason}`)
}
