'use client'
import { useRead } from '@/components/api/use-read'
import { provenance, signerList } from '@/lib/registry/provenance-contract'

export function useProvenance(versionId: string) {
  return useRead({
    key: ['registry', 'get-provenance'],
    path: `/api/v1/registry/versions/${encodeURIComponent(versionId)}/provenance`,
    output: provenance,
  })
}

export function useSigners() {
  return useRead({ key: ['registry', 'list-signers'], path: '/api/v1/registry/signers', output: signerList })
}
