import { StatusBadge } from '@/components/ui/badge'
import type { GateResultView } from '@/lib/rollouts/contract'
import { describeGate, gateName } from './describe-gate'

/** One gate in one line: verdict, metric, both values with interval and n, and why. */
export function GateLine({ gate }: { gate: GateResultView }) {
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-0.5 lg:col-span-3 lg:grid lg:grid-cols-subgrid">
      <StatusBadge
        state={gate.outcome === 'WAIT' ? 'INSUFFICIENT' : gate.outcome}
        word={gate.outcome === 'WAIT' ? 'Waits' : undefined}
      />
      <span className="font-medium">
        {gateName(gate)}
        {gate.enforced ? null : <span className="text-xs font-normal text-faint"> dry run</span>}
      </span>
      <span>
        {describeGate(gate)} <span className="text-muted">{gate.why}</span>
      </span>
    </li>
  )
}
