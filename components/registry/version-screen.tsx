'use client'
import { GitCompareArrows } from 'lucide-react'
import type { ReactNode } from 'react'
import { useUrlState } from '@/components/api/use-url-state'
import { useWorkspace } from '@/components/api/workspace-context'
import { ResourceHistory } from '@/components/audit/resource-history'
import { EmptyState } from '@/components/feedback/empty-state'
import { QueryView } from '@/components/feedback/query-view'
import { PageHeader } from '@/components/shell/page-header'
import { StatusBadge } from '@/components/ui/badge'
import { ButtonLink } from '@/components/ui/button-link'
import { Markdown } from '@/components/ui/markdown'
import { Tabs } from '@/components/ui/tabs'
import type { VersionDetail } from '@/lib/registry/contract'
import { AliasTags } from './alias-tags'
import { DependenciesTab } from './dependencies-tab'
import { FileList } from './file-list'
import { IntakePanel } from './intake-panel'
import { MetricList } from './metric-list'
import { MoveAlias } from './move-alias'
import { useVersion } from './queries'
import { SignatureView } from './signature-view'
import { VersionFacts } from './version-facts'

function headline(version: VersionDetail): string {
  const name = `${version.modelName} v${version.number}`
  switch (version.state) {
    case 'READY':
      return `${name} is ready and can be deployed.`
    case 'PENDING':
      return `${name} waits for its files.`
    case 'SCANNING':
      return `${name} is being looked through.`
    default:
      return `${name} is ${version.state.toLowerCase()}: ${version.stateReason ?? 'no reason was recorded'}.`
  }
}

function Content({ version, serving }: { version: VersionDetail; serving: ReactNode }) {
  const workspace = useWorkspace()
  const { get, set } = useUrlState()
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
          </>
        }
        headline={headline(version)}
        actions={
          <>
            <ButtonLink href={`${model}/compare?versions=${version.id}`} icon={<GitCompareArrows aria-hidden />}>
              Compare
            </ButtonLink>
            <MoveAlias version={version} />
          </>
        }
      />
      <Tabs
        label="About this version"
        value={get('tab') || 'summary'}
        onValueChange={(tab) => set({ tab: tab === 'summary' ? null : tab })}
        items={[
          {
            value: 'summary',
            label: 'Summary',
            content: (
              <div className="grid gap-8">
                {serving}
                <VersionFacts version={version} />
              </div>
            ),
          },
          {
            value: 'signature',
            label: 'Signature',
            content: version.signature ? (
              <SignatureView signature={version.signature} />
            ) : (
              <EmptyState title="No signature" text="Inputs and outputs are read from the model's header at intake." />
            ),
          },
          {
            value: 'metrics',
            label: 'Metrics and parameters',
            content: <MetricList metrics={version.metrics} params={version.params} />,
          },
          { value: 'files', label: 'Files', content: <FileList versionId={version.id} files={version.files} /> },
          { value: 'dependencies', label: 'Dependencies', content: <DependenciesTab versionId={version.id} /> },
          {
            value: 'findings',
            label: `Findings${version.findings.length > 0 ? ` ${version.findings.length}` : ''}`,
            content: <IntakePanel version={version} />,
          },
          {
            value: 'card',
            label: 'Card',
            content:
              version.card === '' ? (
                <EmptyState title="No card for this version" text="The card of the model applies." />
              ) : (
                <Markdown text={version.card} />
              ),
          },
          { value: 'history', label: 'History', content: <ResourceHistory resource={`version:${version.id}`} /> },
        ]}
      />
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
