import { StatusBadge } from '@/components/ui/badge'
import type { GateResultView } from '@/lib/rollouts/contract'
import { describeGate, gateName } from './describe-gate'

/** One gate in one line: verdict, metric, both values with interval and n, and why. */
export function GateLine({ gate }: { gate: GateResultView }) {
  return (
    <li className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 py-1">
      <StatusBadge
        state={gate.outcome === 'WAIT' ? 'INSUFFICIENT' : gate.outcome}
        word={gate.outcome === 'WAIT' ? 'Waits' : undefined}
      />
      <span className="font-medium">{gateName(gate)}</span>
      <span>{describeGate(gate)}</span>
      <span className="text-muted">{gate.why}</span>
      {gate.enforced ? null : <span className="text-xs text-faint">dry run</span>}
    </li>
  )
}
