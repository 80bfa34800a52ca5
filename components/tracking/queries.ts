'use client'
import { useRead } from '@/components/api/use-read'
import { experimentDetail } from '@/lib/registry/tracking/console-contract'
import {
  artifactListing,
  experimentPage,
  metricSeries,
  runComparison,
  runDetail,
  runPage,
} from '@/lib/registry/tracking/contract'

const EXPERIMENTS = '/api/v1/registry/experiments'
const RUNS = '/api/v1/registry/runs'

export function useExperiments(query: { cursor?: string; name?: string; view?: string; sort?: string }) {
  return useRead({ key: ['registry', 'list-experiments'], path: EXPERIMENTS, query, output: experimentPage })
}

export function useExperiment(experimentId: string) {
  return useRead({
    key: ['registry', 'get-experiment-detail'],
    path: `${EXPERIMENTS}/${encodeURIComponent(experimentId)}`,
    output: experimentDetail,
  })
}

interface RunQuery {
  cursor?: string
  filter?: string
  view?: string
  sort?: string
  limit?: number
}

export function useRuns(experimentId: string, query: RunQuery) {
  return useRead({
    key: ['registry', 'search-runs'],
    path: `${EXPERIMENTS}/${encodeURIComponent(experimentId)}/runs`,
    query,
    output: runPage,
  })
}

export function useRun(runId: string) {
  return useRead({
    key: ['registry', 'get-run-detail'],
    path: `${RUNS}/${encodeURIComponent(runId)}`,
    output: runDetail,
  })
}

export function useRunComparison(runIds: readonly string[]) {
  return useRead({
    key: ['registry', 'compare-runs'],
    path: `${RUNS}/compare`,
    query: { runIds: runIds.join(',') },
    output: runComparison,
    enabled: runIds.length > 0,
  })
}

/** Lines of at most `points` points each; the server keeps the extremes of what it leaves out. */
export function useMetricSeries(runIds: readonly string[], keys: readonly string[], points: number) {
  return useRead({
    key: ['registry', 'get-metric-series'],
    path: `${RUNS}/series`,
    query: { runIds: runIds.join(','), keys: keys.map(encodeURIComponent).join(','), points },
    output: metricSeries,
    enabled: runIds.length > 0 && keys.length > 0,
  })
}

/** `owner`: `runs/<id>` or `logged-models/<id>`. */
export function useArtifacts(owner: string, path: string) {
  return useRead({
    key: ['registry', 'list-artifacts'],
    path: `/api/v1/registry/${owner}/artifacts`,
    query: { path },
    output: artifactListing,
  })
}
