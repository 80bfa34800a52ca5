'use client'
import { QueryView } from '@/components/feedback/query-view'
import type { VersionDetail } from '@/lib/registry/contract'
import { HoldSection } from './hold-section'
import { LicenceSection } from './licence-section'
import { SigningSection } from './signing-section'
import { useProvenance } from './use-provenance'

export function ProvenanceTab({ version }: { version: VersionDetail }) {
  const query = useProvenance(version.id)
  return (
    <QueryView query={query} permission="registry:read" what="the provenance">
      {(data) => (
        <div className="grid gap-8">
          <SigningSection version={version} signing={data.signing} />
          <LicenceSection versionId={version.id} licence={data.licence} />
          <HoldSection versionId={version.id} hold={data.hold} past={data.pastHolds} />
        </div>
      )}
    </QueryView>
  )
}
