'use client'
import { useRead } from '@/components/api/use-read'
import { comparison } from '@/lib/registry/comparison-contract'
import { aliasHistoryPage, modelDetail, modelPage, versionDetail, versionPage } from '@/lib/registry/contract'
import { dependencyReport, vulnerabilityReport } from '@/lib/registry/dependency-contract'
import { searchOutput } from '@/lib/registry/search-contract'
import { uploadList } from '@/lib/registry/upload-contract'

const MODELS = '/api/v1/registry/models'
const VERSIONS = '/api/v1/registry/versions'

export function useModels(
  query: { cursor?: string; limit?: number; name?: string; tag?: string; importance?: string; sort?: string },
  enabled = true,
) {
  return useRead({ key: ['registry', 'list-models'], path: MODELS, query, output: modelPage, enabled })
}

/** The search box over models and versions; read while there is something to look for. */
export function useRegistrySearch(text: string) {
  return useRead({
    key: ['registry', 'search-registry'],
    path: '/api/v1/registry/search',
    query: { text: text.trim().slice(0, 256) },
    output: searchOutput,
    enabled: text.trim() !== '',
  })
}

export function useModel(modelId: string) {
  return useRead({
    key: ['registry', 'get-model'],
    path: `${MODELS}/${encodeURIComponent(modelId)}`,
    output: modelDetail,
  })
}

export function useVersions(
  query: { modelId?: string; state?: string; tag?: string; sort?: string; cursor?: string; limit?: number },
  enabled = true,
) {
  return useRead({ key: ['registry', 'list-versions'], path: VERSIONS, query, output: versionPage, enabled })
}

/** The caller's own uploads that broke off. */
export function useUnfinishedUploads(modelId: string, enabled: boolean) {
  return useRead({
    key: ['registry', 'list-uploads'],
    path: '/api/v1/registry/uploads',
    query: { modelId },
    output: uploadList,
    enabled,
  })
}

export function useVersion(versionId: string) {
  return useRead({
    key: ['registry', 'get-version'],
    path: `${VERSIONS}/${encodeURIComponent(versionId)}`,
    output: versionDetail,
  })
}

/** The first id is the baseline; fewer than two ask for nothing. */
export function useComparison(ids: readonly string[]) {
  return useRead({
    key: ['registry', 'compare-versions'],
    path: `${VERSIONS}/compare`,
    query: { versions: ids.join(',') },
    output: comparison,
    enabled: ids.length >= 2,
  })
}

export function useAliasHistory(modelId: string) {
  return useRead({
    key: ['registry', 'alias-history'],
    path: `${MODELS}/${encodeURIComponent(modelId)}/alias-moves`,
    query: { limit: 50 },
    output: aliasHistoryPage,
  })
}

/** Read from files that never change. */
export function useDependencies(versionId: string) {
  return useRead({
    key: ['registry', 'get-dependencies'],
    path: `${VERSIONS}/${encodeURIComponent(versionId)}/dependencies`,
    output: dependencyReport,
    everyMs: 600_000,
  })
}

export function useVulnerabilities(versionId: string) {
  return useRead({
    key: ['registry', 'get-vulnerabilities'],
    path: `${VERSIONS}/${encodeURIComponent(versionId)}/vulnerabilities`,
    output: vulnerabilityReport,
    everyMs: 600_000,
  })
}
