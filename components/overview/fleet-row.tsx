'use client'
import { Sparkline } from '@/components/charts/sparkline'
import { useSeries, useSummary } from '@/components/monitoring/queries'
import { useWindow } from '@/components/monitoring/use-window'
import { DeploymentLink } from '@/components/rollouts/deployment-link'
import { EnvironmentTag } from '@/components/rollouts/environment-tag'
import { observedShares } from '@/components/rollouts/plan-shares'
import { formatNumber, formatPercent } from '@/components/ui/format-number'
import { PlanBar } from '@/components/ui/plan-bar'
import { StatusLine } from '@/components/ui/status-line'
import type { DeploymentView } from '@/lib/rollouts/contract'
import { fleetFigures, trafficTrend } from './fleet-figures'

function Figures({ deploymentId, window }: { deploymentId: string; window: { from: string; to: string } }) {
  const summary = useSummary(deploymentId, window).data
  const series = useSeries(deploymentId, window).data
  const figures = summary ? fleetFigures(summary) : null
  return (
    <span className="flex flex-wrap items-center gap-x-5 gap-y-1 text-xs">
      <Sparkline
        values={series ? trafficTrend(series) : []}
        label={`Traffic, ${figures ? `${formatNumber(figures.requestsPerSecond)} requests per second on average` : 'being read'}`}
      />
      <span>
        <span className="text-muted">errors</span>{' '}
        {figures?.errorRate == null ? 'no data' : formatPercent(figures.errorRate)}
      </span>
      <span>
        <span className="text-muted">p95</span> {figures?.p95 == null ? 'no data' : `${formatNumber(figures.p95)} ms`}
      </span>
      <span>
        <span className="text-muted">accuracy</span>{' '}
        {figures?.accuracy == null
          ? 'insufficient labels'
          : `${formatPercent(figures.accuracy.value)} n ${figures.accuracy.n}`}
      </span>
    </span>
  )
}

export function FleetRow({ deployment }: { deployment: DeploymentView }) {
  const window = useWindow('1h')
  const shares = observedShares(deployment)
  return (
    <li className="grid items-center gap-x-6 gap-y-2 py-2.5 lg:grid-cols-[minmax(0,16rem)_10rem_minmax(0,1fr)]">
      <span className="flex flex-wrap items-center gap-2">
        <DeploymentLink id={deployment.id} name={deployment.name} />
        <EnvironmentTag name={deployment.environment.name} kind={deployment.environment.kind} />
        {deployment.agent.status === 'ONLINE' ? null : <StatusLine state={deployment.agent.status} />}
      </span>
      <PlanBar label={`${deployment.name}, observed`} shares={shares ?? []} unknown={shares === null} compact />
      {window === null ? <span className="h-6" /> : <Figures deploymentId={deployment.id} window={window} />}
    </li>
  )
}
