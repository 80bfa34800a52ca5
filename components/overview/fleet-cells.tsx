'use client'
import type { ReactNode } from 'react'
import { Sparkline } from '@/components/charts/sparkline'
import { describeDriftChip } from '@/components/monitoring/describe-drift'
import { useDrift, useSeries, useSummary } from '@/components/monitoring/queries'
import { useWindow } from '@/components/monitoring/use-window'
import { formatCount, formatNumber, formatPercent } from '@/components/ui/format-number'
import { Skeleton } from '@/components/ui/skeleton'
import { StatusLine } from '@/components/ui/status-line'
import type { DeploymentSummary } from '@/lib/monitoring/contract'
import { type FleetFigures, fleetFigures, trafficTrend } from './fleet-figures'

export const FLEET_RANGE = '1h'
interface CellProps {
  deploymentId: string
}

const ABSENT = <span className="text-faint">no data</span>
const RESTING = <Skeleton className="ml-auto h-3.5 w-14" />

function useFigures(deploymentId: string): FleetFigures | null {
  const window = useWindow(FLEET_RANGE)
  const summary: DeploymentSummary | undefined = useSummary(deploymentId, window ?? {}, window !== null).data
  return summary ? fleetFigures(summary) : null
}

/** Requests over the range as a line, with the average as a number. */
export function TrafficCell({ deploymentId }: CellProps) {
  const window = useWindow(FLEET_RANGE)
  const series = useSeries(deploymentId, window ?? {}, window !== null).data
  const figures = useFigures(deploymentId)
  if (!series || !figures) return <Skeleton className="h-6 w-36" />
  const rate = `${formatNumber(figures.requestsPerSecond)}/s`
  return (
    <span className="flex items-center gap-2">
      <Sparkline values={trafficTrend(series)} label={`Traffic, ${rate} on average`} />
      <span className="w-14 text-right whitespace-nowrap">{figures.requestsPerSecond === 0 ? ABSENT : rate}</span>
    </span>
  )
}

function FigureCell({ deploymentId, show }: CellProps & { show: (figures: FleetFigures) => ReactNode }) {
  const figures = useFigures(deploymentId)
  return figures === null ? RESTING : <span className="whitespace-nowrap">{show(figures)}</span>
}

export function ErrorsCell({ deploymentId }: CellProps) {
  return (
    <FigureCell
      deploymentId={deploymentId}
      show={({ errorRate }) => (errorRate === null ? ABSENT : formatPercent(errorRate))}
    />
  )
}

export function LatencyCell({ deploymentId }: CellProps) {
  return (
    <FigureCell deploymentId={deploymentId} show={({ p95 }) => (p95 === null ? ABSENT : `${formatNumber(p95)} ms`)} />
  )
}

export function AccuracyCell({ deploymentId }: CellProps) {
  return (
    <FigureCell
      deploymentId={deploymentId}
      show={({ accuracy }) =>
        accuracy === null ? (
          <span className="text-faint">too few labels</span>
        ) : (
          <>
            {formatPercent(accuracy.value)} <span className="text-xs text-faint">n {formatCount(accuracy.n)}</span>
          </>
        )
      }
    />
  )
}

export function DriftCell({ deploymentId }: CellProps) {
  const window = useWindow(FLEET_RANGE)
  const drift = useDrift(deploymentId, window ?? {}, window !== null)
  if (drift.data === undefined) return drift.error ? ABSENT : <Skeleton className="h-3.5 w-20" />
  const { state, words } = describeDriftChip(drift.data)
  return <StatusLine state={state}>{words}</StatusLine>
}
