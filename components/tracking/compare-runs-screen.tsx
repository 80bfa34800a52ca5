'use client'
import { useUrlState } from '@/components/api/use-url-state'
import { useWorkspace } from '@/components/api/workspace-context'
import { EmptyState } from '@/components/feedback/empty-state'
import { QueryView } from '@/components/feedback/query-view'
import { PageHeader } from '@/components/shell/page-header'
import { ButtonLink } from '@/components/ui/button-link'
import { Tabs } from '@/components/ui/tabs'
import type { RunComparison } from '@/lib/registry/tracking/run-contract'
import { ComparedValues } from './compared-values'
import { describeCompared } from './describe-compared'
import { MetricCharts } from './metric-charts'
import { ParallelView } from './parallel-view'
import { experimentHref } from './paths'
import { useExperiment, useRunComparison } from './queries'

/** The experiment that all of the runs belong to; null when they come from several. */
function useOneExperiment({ runs }: RunComparison): { label: string; href: string } | null {
  const workspace = useWorkspace()
  const [first = '0', ...others] = new Set(runs.map((run) => run.experimentId))
  const experiment = useExperiment(first)
  return others.length === 0
    ? { label: experiment.data?.name ?? 'Experiment', href: experimentHref(workspace, first) }
    : null
}

function Content({ comparison }: { comparison: RunComparison }) {
  const workspace = useWorkspace()
  const { get, set } = useUrlState()
  const { runs } = comparison
  const experiment = useOneExperiment(comparison)
  const keep = (ids: readonly string[]) => set({ runs: ids.join(',') })
  const remove = runs.length > 2 ? (id: string) => keep(runs.map((run) => run.runId).filter((one) => one !== id)) : null
  return (
    <>
      <PageHeader
        crumbs={[
          { label: 'Experiments', href: `/${workspace}/experiments` },
          ...(experiment ? [experiment] : []),
          { label: 'Compare' },
        ]}
        headline={describeCompared(comparison)}
      />
      <Tabs
        label="Ways to compare"
        value={get('tab') || 'values'}
        onValueChange={(tab) => set({ tab: tab === 'values' ? null : tab })}
        items={[
          {
            value: 'values',
            label: 'Params and metrics',
            content: <ComparedValues comparison={comparison} onRemove={remove} />,
          },
          { value: 'charts', label: 'Metric charts', content: <MetricCharts runs={runs} /> },
          { value: 'parallel', label: 'Parallel coordinates', content: <ParallelView runs={runs} onKeep={keep} /> },
        ]}
      />
    </>
  )
}

/** Runs of the address side by side, of one experiment or of several. */
export function CompareRunsScreen() {
  const workspace = useWorkspace()
  const { get } = useUrlState()
  const ids = get('runs')
    .split(',')
    .filter((id) => id !== '')
  const query = useRunComparison(ids)
  if (ids.length === 0)
    return (
      <>
        <PageHeader
          crumbs={[{ label: 'Experiments', href: `/${workspace}/experiments` }, { label: 'Compare' }]}
          headline="Compare runs"
        />
        <EmptyState
          title="No run chosen"
          text="Open an experiment, choose two or more runs in its table and press Compare."
          action={<ButtonLink href={`/${workspace}/experiments`}>Open experiments</ButtonLink>}
        />
      </>
    )
  return (
    <QueryView query={query} permission="registry:read" what="this comparison">
      {(comparison) => <Content comparison={comparison} />}
    </QueryView>
  )
}
