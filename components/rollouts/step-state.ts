import { formatBps } from '@/components/ui/format-number'
import type { RolloutView } from '@/lib/rollouts/contract'

export type StepState = 'done' | 'now' | 'next' | 'stopped'

const BEFORE_STEPS: readonly string[] = ['PENDING', 'WARMING']
const BACK: readonly string[] = ['ROLLING_BACK', 'ROLLBACK_FAILED', 'ROLLED_BACK', 'CANCELLED', 'FAILED']

/** Where a step stands; after a step back nothing counts as done any more, only as stopped. */
export function stepState(rollout: RolloutView, index: number): StepState {
  if (rollout.status === 'SUCCEEDED' || rollout.status === 'FINALIZING') return 'done'
  if (BACK.includes(rollout.status)) return index <= rollout.stepIndex ? 'stopped' : 'next'
  if (BEFORE_STEPS.includes(rollout.status)) return 'next'
  if (index < rollout.stepIndex) return 'done'
  return index === rollout.stepIndex ? 'now' : 'next'
}

/** "shadow 10 min", "25 %". */
export function stepLabel(step: RolloutView['steps'][number]): string {
  return step.kind === 'shadow' ? `shadow ${formatBps(step.mirrorBps)}` : formatBps(step.candidateBps)
}
