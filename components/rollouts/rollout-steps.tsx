import clsx from 'clsx'
import { Check, Circle, CircleDot, X } from 'lucide-react'
import { describeDuration } from '@/components/ui/describe-ago'
import { PlanBar } from '@/components/ui/plan-bar'
import type { RolloutView } from '@/lib/rollouts/contract'
import { stepLabel, stepState } from './step-state'

const ICON = { done: Check, now: CircleDot, next: Circle, stopped: X }
const TONE = { done: 'text-good-mark', now: 'text-progress-mark', next: 'text-faint', stopped: 'text-harm-mark' }
const WORD = { done: 'done', now: 'now', next: 'to come', stopped: 'taken back' }

/** Vertical timeline with planned and observed dwell. */
export function RolloutSteps({ rollout }: { rollout: RolloutView }) {
  return (
    <ol className="grid">
      {rollout.steps.map((step, index) => {
        const state = stepState(rollout, index)
        const Icon = ICON[state]
        const observed = state === 'now' && rollout.progress ? describeDuration(rollout.progress.observedDwellMs) : null
        const rest =
          rollout.fromVersion === null || step.kind === 'shadow'
            ? []
            : [{ role: 'stable' as const, versionNumber: rollout.fromVersion, weightBps: 10_000 - step.candidateBps }]
        const candidate = {
          role: step.kind === 'shadow' ? ('shadow' as const) : ('candidate' as const),
          versionNumber: rollout.candidateVersion,
          weightBps: step.candidateBps,
          mirrorBps: step.mirrorBps,
        }
        return (
          <li
            key={step.index}
            aria-current={state === 'now' ? 'step' : undefined}
            className="grid grid-cols-[20px_minmax(0,1fr)] gap-3"
          >
            <span className="flex flex-col items-center">
              <Icon aria-hidden className={clsx('size-4', TONE[state])} />
              {index < rollout.steps.length - 1 ? <span aria-hidden className="w-px flex-1 bg-line" /> : null}
            </span>
            <div className="pb-5">
              <div className="flex flex-wrap items-baseline gap-x-3">
                <span className={clsx(state === 'next' ? 'text-muted' : 'font-medium')}>
                  {stepLabel(step)} <span className="sr-only">({WORD[state]})</span>
                </span>
                <span className="text-xs text-muted">
                  at least {step.minDwellSec === 0 ? '0 s' : describeDuration(step.minDwellSec * 1000)} observed, at
                  most {describeDuration(step.maxDurationSec * 1000)}
                  {observed ? `; observed ${observed} so far` : ''}
                  {step.manual ? '; then a person advances it' : ''}
                </span>
              </div>
              <div className="mt-1.5 max-w-md">
                <PlanBar label={stepLabel(step)} shares={[...rest, candidate]} compact />
              </div>
            </div>
          </li>
        )
      })}
    </ol>
  )
}
