'use client'
import { useRead } from '@/components/api/use-read'
import { importSourcePage } from '@/lib/registry/import-source-contract'

export const IMPORT_SOURCES_PATH = '/api/v1/registry/import-sources'

export function useImportSources(query: { cursor: string }) {
  return useRead({
    key: ['registry', 'list-import-sources'],
    path: IMPORT_SOURCES_PATH,
    query,
    output: importSourcePage,
  })
}
