import type { GateResultView } from '@/lib/rollouts/contract'
import { formatGateDifference } from './describe-gate'

/** Zero in the middle, worse to the right, the harm zone beyond the margin; the interval is the line. */
export function MarginBar({ gate }: { gate: GateResultView }) {
  const d = gate.difference
  if (d === null || gate.metric !== 'error-rate') return null
  const reach = Math.max(Math.abs(d.lower), Math.abs(d.upper), gate.margin) * 1.2
  const place = (x: number) => `${50 + (x / reach) * 50}%`
  const words = (x: number) => formatGateDifference(gate, x)
  return (
    <div className="max-w-lg">
      <svg
        role="img"
        aria-label={`Difference ${words(d.estimate)}, from ${words(d.lower)} to ${words(d.upper)}; harm begins at ${words(gate.margin)}`}
        className="h-6 w-full rounded-[2px] bg-sunken"
      >
        <rect
          x={place(gate.margin)}
          y="2"
          width={`${50 - (gate.margin / reach) * 50}%`}
          height="20"
          fill="var(--chart-zone-harm)"
        />
        <line x1="50%" x2="50%" y1="2" y2="22" stroke="var(--line-strong)" />
        <line
          x1={place(gate.margin)}
          x2={place(gate.margin)}
          y1="2"
          y2="22"
          stroke="var(--harm-mark)"
          strokeDasharray="3 2"
        />
        <line x1={place(d.lower)} x2={place(d.upper)} y1="12" y2="12" stroke="var(--ink)" strokeWidth="2" />
        <circle cx={place(d.estimate)} cy="12" r="4" fill="var(--ink)" />
      </svg>
      <div aria-hidden className="relative h-4 text-xs text-faint">
        <span className="absolute left-0">better</span>
        <span className="absolute left-1/2 -translate-x-1/2">no difference</span>
        <span className="absolute right-0 whitespace-nowrap">harm from {words(gate.margin)}</span>
      </div>
    </div>
  )
}
