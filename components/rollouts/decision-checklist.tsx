import clsx from 'clsx'
import { ArrowRight, Check, Circle } from 'lucide-react'
import type { RolloutDetail } from '@/lib/rollouts/contract'

/** The rules in their order with the first that holds highlighted: "why waiting" is never a riddle. */
export function DecisionChecklist({ rollout }: { rollout: RolloutDetail }) {
  const decision = rollout.progress?.decision ?? null
  const at = decision === null ? -1 : rollout.rules.findIndex((rule) => rule.reason === decision.reason)
  return (
    <ol className="grid gap-1">
      {rollout.rules.map((rule, index) => {
        const here = index === at
        const Icon = here ? ArrowRight : at >= 0 && index < at ? Check : Circle
        return (
          <li
            key={rule.reason}
            aria-current={here || undefined}
            className={clsx(
              'flex gap-2 rounded-sm px-2 py-1',
              here ? 'bg-progress-surface text-progress' : at >= 0 && index > at ? 'text-faint' : 'text-muted',
            )}
          >
            <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
            <span>
              {rule.label}
              {here && decision ? <span className="block font-medium">{decision.detail}</span> : null}
            </span>
          </li>
        )
      })}
      {decision === null ? <li className="text-muted">No step is being judged right now.</li> : null}
    </ol>
  )
}
