import { formatCount, formatNumber, formatPercent, formatSigned } from '@/components/ui/format-number'
import type { GateResultView } from '@/lib/rollouts/contract'

export function gateName(gate: GateResultView): string {
  return gate.metric === 'error-rate' ? 'server errors' : 'latency p95'
}

export function formatGateValue(gate: GateResultView, value: number): string {
  return gate.metric === 'error-rate' ? formatPercent(value) : `${formatNumber(value)}\u2009ms`
}

/** Difference in the metric's own unit: percentage points for a share. */
export function formatGateDifference(gate: GateResultView, value: number): string {
  if (gate.metric === 'error-rate') return `${formatSigned(value * 100, (x) => x.toFixed(2).replace('-', '−'))}\u2009pp`
  return `${formatSigned(value, (x) => formatNumber(x))}\u2009ms`
}

/** "0.18 %, stable 0.2 %; −0.02 pp [−0.11, +0.08], n 2 188" or what is missing. */
export function describeGate(gate: GateResultView): string {
  if (gate.candidate === null || gate.stable === null)
    return `insufficient data (${formatCount(gate.n.candidate)} of ${formatCount(gate.minRequests)} requests)`
  const values = `${formatGateValue(gate, gate.candidate)}, stable ${formatGateValue(gate, gate.stable)}`
  const d = gate.difference
  const difference =
    d === null
      ? ''
      : `; ${formatGateDifference(gate, d.estimate)} [${formatGateDifference(gate, d.lower)}, ${formatGateDifference(gate, d.upper)}]`
  return `${values}${difference}, n ${formatCount(gate.n.candidate)}`
}
