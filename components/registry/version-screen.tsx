'use client'
import { GitCompareArrows } from 'lucide-react'
import type { ReactNode } from 'react'
import { useWorkspace } from '@/components/api/workspace-context'
import { QueryView } from '@/components/feedback/query-view'
import { PageHeader } from '@/components/shell/page-header'
import { StatusBadge } from '@/components/ui/badge'
import { ButtonLink } from '@/components/ui/button-link'
import { type VersionDetail, versionOutput } from '@/lib/registry/contract'
import { AliasTags } from './alias-tags'
import { EditWords } from './edit-words'
import { HoldMark } from './hold-mark'
import { MoveAlias } from './move-alias'
import { useVersion } from './queries'
import { VersionTabs } from './version-tabs'

function headline(version: VersionDetail): string {
  const name = `${version.modelName} v${version.number}`
  switch (version.state) {
    case 'READY':
      return `${name} is ready and can be deployed.`
    case 'PENDING':
      return version.source === null
        ? `${name} waits for its files.`
        : `${name} is being copied from ${version.source}.`
    case 'SCANNING':
      return `${name} is being looked through.`
    default:
      return `${name} is ${version.state.toLowerCase()}: ${(version.stateReason ?? 'no reason was recorded').replace(/\.$/, '')}.`
  }
}

function Content({ version, serving }: { version: VersionDetail; serving: ReactNode }) {
  const workspace = useWorkspace()
  const model = `/${workspace}/models/${version.modelId}`
  return (
    <>
      <PageHeader
        crumbs={[
          { label: 'Models', href: `/${workspace}/models` },
          { label: version.modelName, href: model },
          { label: `v${version.number}` },
        ]}
        status={
          <>
            <StatusBadge state={version.state} />
            {version.verdict ? <StatusBadge state={version.verdict} /> : null}
            <AliasTags aliases={version.aliases} />
            <HoldMark versionId={version.id} />
          </>
        }
        headline={headline(version)}
        actions={
          <>
            <ButtonLink href={`${model}/compare?versions=${version.id}`} icon={<GitCompareArrows aria-hidden />}>
              Compare
            </ButtonLink>
            <EditWords
              subject={{
                ...version,
                path: `/api/v1/registry/versions/${version.id}`,
                name: `${version.modelName} v${version.number}`,
                output: versionOutput,
              }}
            />
            <MoveAlias version={version} />
          </>
        }
      />
      <VersionTabs version={version} serving={serving} />
    </>
  )
}

/** `serving`: where it serves now, which is another room's to know. */
export function VersionScreen({ versionId, serving }: { versionId: string; serving: ReactNode }) {
  const query = useVersion(versionId)
  return (
    <QueryView query={query} permission="registry:read" what="this version">
      {(version) => <Content version={version} serving={serving} />}
    </QueryView>
  )
}
