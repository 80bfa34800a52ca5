'use client'
import { useUrlState } from '@/components/api/use-url-state'
import { ResourceHistory } from '@/components/audit/resource-history'
import { Tabs } from '@/components/ui/tabs'
import type { RunDetail } from '@/lib/registry/tracking/run-contract'
import { MetricCharts } from './metric-charts'
import { RunArtifacts } from './run-artifacts'
import { RunSummary } from './run-summary'
import { RunTags } from './run-tags'

/** Everything about one run, a tab each; only the chosen one asks the server. */
export function RunTabs({ run }: { run: RunDetail }) {
  const { get, set } = useUrlState()
  return (
    <Tabs
      label="About this run"
      value={get('tab') || 'summary'}
      onValueChange={(tab) => set({ tab: tab === 'summary' ? null : tab })}
      items={[
        { value: 'summary', label: 'Summary', content: <RunSummary run={run} /> },
        { value: 'metrics', label: 'Metric charts', content: <MetricCharts runs={[run]} /> },
        { value: 'artifacts', label: 'Artifacts', content: <RunArtifacts run={run} /> },
        { value: 'tags', label: 'Tags', content: <RunTags run={run} /> },
        { value: 'history', label: 'History', content: <ResourceHistory resource={`run:${run.runId}`} /> },
      ]}
    />
  )
}
