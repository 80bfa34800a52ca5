import type { Alternative } from '../result'

/** Whether a sequence spends its error on one side or on both. */
export type Sidedness = 'two-sided' | 'one-sided'

export function sidednessOf(alternative: Alternative): Sidedness {
  return alternative === 'two-sided' ? 'two-sided' : 'one-sided'
}
