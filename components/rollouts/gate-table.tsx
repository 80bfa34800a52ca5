import { StatusBadge } from '@/components/ui/badge'
import { formatCount, formatNumber } from '@/components/ui/format-number'
import { TimeText } from '@/components/ui/time-text'
import type { GateResultView } from '@/lib/rollouts/contract'
import { formatGateDifference, formatGateValue, gateName } from './describe-gate'
import { MarginBar } from './margin-bar'

interface GateTableProps {
  gates: readonly GateResultView[]
  lookedAt: string | null
}

/** Metric, both values, the difference against its margin, the verdict and what would change it. */
export function GateTable({ gates, lookedAt }: GateTableProps) {
  if (gates.length === 0)
    return (
      <p className="hatched rounded-sm border border-dashed px-3 py-4 text-muted">
        No gate has been looked at in this step yet.
      </p>
    )
  return (
    <div className="grid gap-4">
      {gates.map((gate) => (
        <div key={gate.id} className="grid gap-1.5">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="font-medium">{gateName(gate)}</span>
            <StatusBadge
              state={gate.outcome === 'WAIT' ? 'INSUFFICIENT' : gate.outcome}
              word={gate.outcome === 'WAIT' ? 'Waits' : undefined}
            />
            {gate.enforced ? null : <span className="text-xs text-faint">dry run: shown, decides nothing</span>}
          </div>
          <div className="flex flex-wrap gap-x-6 gap-y-1 text-sm">
            <span>
              <span className="text-muted">stable</span>{' '}
              {gate.stable === null ? 'no data' : formatGateValue(gate, gate.stable)}{' '}
              <span className="text-xs text-faint">n {formatCount(gate.n.stable)}</span>
            </span>
            <span>
              <span className="text-muted">candidate</span>{' '}
              {gate.candidate === null ? 'no data' : formatGateValue(gate, gate.candidate)}{' '}
              <span className="text-xs text-faint">n {formatCount(gate.n.candidate)}</span>
            </span>
            {gate.difference ? (
              <span>
                <span className="text-muted">difference</span> {formatGateDifference(gate, gate.difference.estimate)} [
                {formatGateDifference(gate, gate.difference.lower)}, {formatGateDifference(gate, gate.difference.upper)}
                ]
              </span>
            ) : gate.n.candidate < gate.minRequests ? (
              <span className="text-muted">
                insufficient data ({formatCount(gate.n.candidate)} of {formatCount(gate.minRequests)} requests)
              </span>
            ) : gate.stable && gate.candidate !== null ? (
              <span>
                <span className="text-muted">ratio</span> {formatNumber(gate.candidate / gate.stable)} times stable
              </span>
            ) : null}
          </div>
          <MarginBar gate={gate} />
          <p className="text-xs text-muted">
            {gate.why} <span className="text-faint">{gate.method}</span>
          </p>
        </div>
      ))}
      {lookedAt ? (
        <p className="text-xs text-faint">
          Looked at <TimeText at={lookedAt} ago />
        </p>
      ) : null}
    </div>
  )
}
