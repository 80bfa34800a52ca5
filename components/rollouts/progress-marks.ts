export type ProgressMark = 'done' | 'now' | 'next' | 'failed'

interface ProgressFacts {
  status: string
  kind: 'rollout' | 'rollback'
  commandState: string | null
  observedBps: number
  goalBps: number
}

const LOST: readonly string[] = ['CANCELLED', 'FAILED', 'ROLLBACK_FAILED']
const NOT_STARTED: readonly string[] = ['PENDING', 'WARMING']

/** Where a change stands between the click and what is observed; an order is never shown as an outcome. */
export function progressMarks(facts: ProgressFacts): { carried: ProgressMark; observed: ProgressMark } {
  const turnedBack = facts.kind === 'rollout' && (facts.status === 'ROLLED_BACK' || facts.status === 'ROLLING_BACK')
  if (LOST.includes(facts.status) || turnedBack) return { carried: 'failed', observed: 'failed' }
  if (facts.status === 'PENDING') return { carried: 'next', observed: 'next' }
  const there = facts.observedBps >= facts.goalBps && !NOT_STARTED.includes(facts.status)
  if (there) return { carried: 'done', observed: 'done' }
  if (facts.commandState === 'SUCCEEDED') return { carried: 'done', observed: 'now' }
  return { carried: 'now', observed: 'next' }
}
