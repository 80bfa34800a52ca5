'use client'
import { describeDuration } from '@/components/ui/describe-ago'
import { useStrategyPreview } from './queries'
import { stepLabel } from './step-state'

/** What the chosen strategy will do, before anyone agrees to it. */
export function StrategySteps({ strategy, enabled }: { strategy: string; enabled: boolean }) {
  const preview = useStrategyPreview(strategy, enabled)
  if (!preview.data) return null
  return (
    <p className="text-xs text-muted">
      Steps:{' '}
      {preview.data.steps.map((step) => `${stepLabel(step)} for at least ${step.minDwellSec === 0 ? '0 s' : describeDuration(step.minDwellSec * 1000)}${step.manual ? ', by hand' : ''}`).join(' → ')}
    </p>
  )
}
