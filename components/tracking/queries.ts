'use client'
import { useRead } from '@/components/api/use-read'
import { artifactListing } from '@/lib/registry/tracking/artifact-contract'
import { experimentDetail } from '@/lib/registry/tracking/console-contract'
import { experimentPage } from '@/lib/registry/tracking/experiment-contract'
import { metricSeries } from '@/lib/registry/tracking/metric-contract'
import { runComparison, runDetail, runPage } from '@/lib/registry/tracking/run-contract'
import type { XAxis } from './plot-axis'
import type { Part } from './plot-part'

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

const GROWING_MS = 10_000
const FINISHED_MS = 600_000

interface SeriesQuery {
  runIds: readonly string[]
  keys: readonly string[]
  /** At most so many a line; the server keeps the extremes of what it leaves out. */
  points: number
  /** A run still logs. */
  isGrowing: boolean
  axis: XAxis
  /** Of this axis; null for all. */
  part: Part | null
}

/** Not a key of the registry: a long line is not read again because some other run logged a value. */
export function useMetricSeries({ runIds, keys, points, isGrowing, axis, part }: SeriesQuery) {
  return useRead({
    key: ['metric-series', 'get-metric-series'],
    everyMs: isGrowing ? GROWING_MS : FINISHED_MS,
    path: `${RUNS}/series`,
    query: {
      runIds: runIds.join(','),
      keys: keys.map(encodeURIComponent).join(','),
      points,
      ...(part === null
        ? {}
        : axis === 'step'
          ? { fromStep: part[0], toStep: part[1] }
          : { fromMs: part[0], toMs: part[1], clock: axis }),
    },
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
