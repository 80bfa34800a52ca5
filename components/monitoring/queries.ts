'use client'
import { useRead } from '@/components/api/use-read'
import {
  compareVariantsOutput,
  deploymentSeriesOutput,
  deploymentSummaryOutput,
  driftMatrixOutput,
  getDriftOutput,
} from '@/lib/monitoring/contract'

export interface Window {
  from?: string
  to?: string
}

export function monitoringPath(deploymentId: string, name: string): string {
  return `/api/v1/monitoring/deployments/${encodeURIComponent(deploymentId)}/${name}`
}

export function useSeries(deploymentId: string, query: Window, enabled = true) {
  return useRead({
    key: ['monitoring', 'series'],
    path: monitoringPath(deploymentId, 'series'),
    query,
    output: deploymentSeriesOutput,
    everyMs: 5000,
    enabled,
  })
}

export function useSummary(deploymentId: string, query: Window, enabled = true) {
  return useRead({
    key: ['monitoring', 'summary'],
    path: monitoringPath(deploymentId, 'summary'),
    query,
    output: deploymentSummaryOutput,
    everyMs: 5000,
    enabled,
  })
}

export function useComparison(deploymentId: string, query: Window & { a: string; b: string }) {
  return useRead({
    key: ['monitoring', 'compare'],
    path: monitoringPath(deploymentId, 'compare'),
    query,
    output: compareVariantsOutput,
    everyMs: 10_000,
    enabled: query.a !== '' && query.b !== '',
  })
}

export function useDrift(deploymentId: string, query: Window & { variantId?: string }, enabled = true) {
  return useRead({
    key: ['monitoring', 'drift'],
    path: monitoringPath(deploymentId, 'drift'),
    query,
    output: getDriftOutput,
    everyMs: 30_000,
    enabled,
  })
}

export function useDriftMatrix(deploymentId: string, query: Window & { variantId?: string; step?: string }) {
  return useRead({
    key: ['monitoring', 'drift-matrix'],
    path: monitoringPath(deploymentId, 'drift/matrix'),
    query,
    output: driftMatrixOutput,
    everyMs: 30_000,
  })
}
