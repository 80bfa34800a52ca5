import { describeDuration } from '@/components/ui/describe-ago'
import { compileStrategy } from '@/lib/rollouts/domain/compile-strategy'
import type { Strategy } from '@/lib/rollouts/domain/spec'
import { stepLabel } from './step-state'

/** What the chosen strategy will do, before anyone agrees to it. */
export function StrategySteps({ strategy }: { strategy: Strategy }) {
  const compiled = compileStrategy({ strategy })
  if (!compiled.ok) return <p className="text-xs text-harm">{compiled.reason}</p>
  const words = compiled.steps.map(
    (step) =>
      `${stepLabel(step)} for at least ${describeDuration(step.minDwellSec * 1000)}${step.manual ? ', by hand' : ''}`,
  )
  return <p className="text-xs text-muted">Steps: {words.join(' → ')}</p>
}
