'use client'
import type { z } from 'zod'
import { useRead } from '@/components/api/use-read'
import {
  compareVariantsOutput,
  deploymentSeriesOutput,
  deploymentSummaryOutput,
  driftMatrixOutput,
  getDriftOutput,
} from '@/lib/monitoring/contract'

/** A type, not an interface: what is asked besides may be added by name. */
export type Window = { from?: string; to?: string }

export function monitoringPath(deploymentId: string, name: string): string {
  return `/api/v1/monitoring/deployments/${encodeURIComponent(deploymentId)}/${name}`
}

/** One reading of a deployment, refreshed while it is looked at. */
function reading<T>(name: string, output: z.ZodType<T>, everyMs: number) {
  return (deploymentId: string, query: Window & Record<string, string | undefined>, enabled = true) =>
    useRead({
      key: ['monitoring', name.replace('/', '-')],
      path: monitoringPath(deploymentId, name),
      query,
      output,
      everyMs,
      enabled,
    })
}

export const useSeries = reading('series', deploymentSeriesOutput, 5000)
export const useSummary = reading('summary', deploymentSummaryOutput, 5000)
export const useDrift = reading('drift', getDriftOutput, 30_000)
export const useDriftMatrix = reading('drift/matrix', driftMatrixOutput, 30_000)
const useCompared = reading('compare', compareVariantsOutput, 10_000)

/** Two variants side by side, once both are chosen. */
export function useComparison(deploymentId: string, query: Window & { a: string; b: string }) {
  return useCompared(deploymentId, query, query.a !== '' && query.b !== '')
}
