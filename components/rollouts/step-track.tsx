import clsx from 'clsx'
import { Check, Circle, CircleDot, X } from 'lucide-react'
import { describeDuration } from '@/components/ui/describe-ago'
import type { RolloutView } from '@/lib/rollouts/contract'
import { type StepState, stepLabel, stepState } from './step-state'

const LOOK: Record<StepState, { icon: typeof Check; className: string; word: string }> = {
  done: { icon: Check, className: 'text-good-mark', word: 'done' },
  now: { icon: CircleDot, className: 'text-progress-mark', word: 'now' },
  next: { icon: Circle, className: 'text-faint', word: 'to come' },
  stopped: { icon: X, className: 'text-harm-mark', word: 'taken back' },
}

/** ✓ 5 % ─ ● 25 % ─ ○ 100 % */
export function StepTrack({ rollout }: { rollout: RolloutView }) {
  return (
    <ol aria-label="Steps" className="flex flex-wrap items-center gap-y-1">
      {rollout.steps.map((step, index) => {
        const state = stepState(rollout, index)
        const look = LOOK[state]
        const dwell = step.minDwellSec > 0 ? describeDuration(step.minDwellSec * 1000) : 'no wait'
        return (
          <li key={step.index} className="flex items-center" aria-current={state === 'now' ? 'step' : undefined}>
            {index > 0 ? (
              <span
                aria-hidden
                className={clsx('mx-2 h-px w-8 phone:w-4', state === 'next' ? 'bg-line' : 'bg-line-strong')}
              />
            ) : null}
            <look.icon aria-hidden className={clsx('size-4', look.className)} />
            <span className={clsx('ml-1', state === 'now' ? 'font-semibold' : state === 'next' && 'text-muted')}>
              {stepLabel(step)}
            </span>
            <span className="ml-1 text-xs text-faint">
              {state === 'now' && rollout.progress
                ? `${describeDuration(rollout.progress.observedDwellMs)} of ${dwell}`
                : dwell}
              {step.manual ? ', by hand' : ''}
            </span>
            <span className="sr-only"> ({look.word})</span>
          </li>
        )
      })}
    </ol>
  )
}
