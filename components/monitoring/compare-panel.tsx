'use client'
import { useState } from 'react'
import { ForestPlot } from '@/components/charts/forest-plot'
import { EmptyState } from '@/components/feedback/empty-state'
import { QueryView } from '@/components/feedback/query-view'
import { Select } from '@/components/ui/select'
import { describeComparison, forestRows, formatDifference, formatEstimate, metricName } from './compared-rows'
import { useComparison, useSummary } from './queries'

interface ComparePanelProps {
  deploymentId: string
  window: { from: string; to: string }
}

/** Two variants over the same time: verdict first, then every metric with its difference and interval. */
export function ComparePanel({ deploymentId, window }: ComparePanelProps) {
  const summary = useSummary(deploymentId, window)
  const variants = summary.data?.variants ?? []
  const [pick, setPick] = useState({ a: '', b: '' })
  const a = pick.a || (variants.find((one) => one.role === 'stable') ?? variants[0])?.variantId || ''
  const b =
    pick.b ||
    (variants.find((one) => one.role === 'candidate') ?? variants.find((one) => one.variantId !== a))?.variantId ||
    ''
  const query = useComparison(deploymentId, { ...window, a, b })
  if (summary.data && variants.length < 2)
    return (
      <EmptyState
        title="Only one version served in this time"
        text="Two versions can be compared once both have answered requests here. Start a canary or choose a longer range."
      />
    )
  const options = variants.map((one) => ({ value: one.variantId, label: `v${one.versionNumber} ${one.role}` }))
  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-center gap-2">
        <Select
          label="Baseline"
          className="w-40"
          options={options}
          value={a}
          onValueChange={(value) => setPick({ a: value, b })}
        />
        <span className="text-muted">against</span>
        <Select
          label="Compared"
          className="w-40"
          options={options}
          value={b}
          onValueChange={(value) => setPick({ a, b: value })}
        />
      </div>
      <QueryView query={query} permission="monitoring:read" what="this comparison">
        {(data) => {
          const byId = new Map(data.metrics.map((one) => [one.metric as string, one]))
          return (
            <>
              <p className="text-base font-medium">
                {describeComparison(data.metrics, data.a.versionNumber, data.b.versionNumber)}
              </p>
              <ForestPlot
                label="Differences"
                rows={forestRows(data.metrics)}
                format={(value, row) => formatDifference(byId.get(row.id)?.unit ?? 'label', value)}
              />
              <ul className="grid gap-x-8 gap-y-1 text-xs text-muted sm:grid-cols-2">
                {data.metrics.map((one) => (
                  <li key={one.metric}>
                    {metricName(one.metric)}: v{data.a.versionNumber} {formatEstimate(one.unit, one.a)}, v
                    {data.b.versionNumber} {formatEstimate(one.unit, one.b)}
                  </li>
                ))}
              </ul>
              <p className="text-xs text-muted">
                Intervals are 95 % for one look at a fixed window; they are not a rule for stopping early. Gates of a
                rollout use their own.
              </p>
            </>
          )
        }}
      </QueryView>
    </div>
  )
}
