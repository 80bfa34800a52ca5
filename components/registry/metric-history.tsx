'use client'
import dynamic from 'next/dynamic'
import { useMemo } from 'react'
import { useUrlState } from '@/components/api/use-url-state'
import { ChartFrame } from '@/components/charts/chart-frame'
import { EmptyState } from '@/components/feedback/empty-state'
import { QueryView } from '@/components/feedback/query-view'
import { formatNumber } from '@/components/ui/format-number'
import { Select } from '@/components/ui/select'
import { Skeleton } from '@/components/ui/skeleton'
import type { VersionSummary } from '@/lib/registry/contract'
import { headlineMetric } from './headline-metric'
import { MetricHistoryTable } from './metric-history-table'
import { metricNames, prepareMetricHistory } from './prepare-metric-history'
import { useVersions } from './queries'

const HEIGHT = 260
const SHOWN = 200

const Plot = dynamic(() => import('./metric-history-plot').then((module) => module.MetricHistoryPlot), {
  ssr: false,
  loading: () => <Skeleton className="h-[260px] w-full" />,
})

const format = (value: number) => formatNumber(value, 4)

function Chart({ versions, more }: { versions: readonly VersionSummary[]; more: boolean }) {
  const { get, set } = useUrlState()
  const names = metricNames(versions, headlineMetric(versions))
  const metric = names.includes(get('metric')) ? get('metric') : (names[0] ?? '')
  const model = useMemo(() => prepareMetricHistory(versions, metric, format), [versions, metric])
  if (names.length === 0)
    return (
      <EmptyState
        title="No version states a metric"
        text="Metrics are given at registration, or read from the model's own metadata at intake."
      />
    )
  return (
    <div className="grid gap-3">
      <Select
        label="Metric"
        className="w-64"
        options={names.map((name) => ({ value: name, label: name }))}
        value={metric}
        onValueChange={(name) => set({ metric: name })}
      />
      <p>{model.summary}</p>
      <ChartFrame
        title={`${metric} over versions`}
        summary={model.summary}
        aside={<span>{more ? `newest ${SHOWN} versions` : `${versions.length} versions`}, at training</span>}
        table={<MetricHistoryTable model={model} metric={metric} format={format} />}
      >
        <Plot model={model} format={format} height={HEIGHT} />
      </ChartFrame>
      {model.points.some((point) => point.refused && point.value !== null) ? (
        <p className="text-xs text-muted">Hollow: refused or quarantined.</p>
      ) : null}
    </div>
  )
}

/** How one metric moved from version to version, as stated at registration. */
export function MetricHistory({ modelId }: { modelId: string }) {
  const query = useVersions({ modelId, sort: '-number', limit: SHOWN })
  return (
    <QueryView query={query} permission="registry:read" what="the metrics">
      {(page) => <Chart versions={page.items} more={page.nextCursor !== null} />}
    </QueryView>
  )
}
