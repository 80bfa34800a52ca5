'use client'
import type { ReactNode } from 'react'
import { useUrlState } from '@/components/api/use-url-state'
import { ResourceHistory } from '@/components/audit/resource-history'
import { EmptyState } from '@/components/feedback/empty-state'
import { Tabs } from '@/components/ui/tabs'
import { type VersionDetail, versionOutput } from '@/lib/registry/contract'
import { CardTab } from './card-tab'
import { DependenciesTab } from './dependencies-tab'
import { FileList } from './file-list'
import { IntakePanel } from './intake-panel'
import { LineageView } from './lineage-view'
import { MetricList } from './metric-list'
import { ProvenanceTab } from './provenance-tab'
import { SignatureView } from './signature-view'
import { VersionFacts } from './version-facts'

/** Everything about one version, a tab each; only the chosen one asks the server. */
export function VersionTabs({ version, serving }: { version: VersionDetail; serving: ReactNode }) {
  const { get, set } = useUrlState()
  const card = {
    path: `/api/v1/registry/versions/${version.id}`,
    name: `${version.modelName} v${version.number}`,
    card: version.card,
    revision: version.revision,
    output: versionOutput,
  }
  return (
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
        { value: 'lineage', label: 'Lineage', content: <LineageView version={version} serving={serving} /> },
        { value: 'files', label: 'Files', content: <FileList versionId={version.id} files={version.files} /> },
        { value: 'dependencies', label: 'Dependencies', content: <DependenciesTab versionId={version.id} /> },
        { value: 'provenance', label: 'Provenance', content: <ProvenanceTab version={version} /> },
        {
          value: 'findings',
          label: `Findings${version.findings.length > 0 ? ` ${version.findings.length}` : ''}`,
          content: <IntakePanel version={version} />,
        },
        {
          value: 'card',
          label: 'Card',
          content: (
            <CardTab
              subject={card}
              empty={{ title: 'No card for this version', text: 'The card of the model applies.' }}
            />
          ),
        },
        { value: 'history', label: 'History', content: <ResourceHistory resource={`version:${version.id}`} /> },
      ]}
    />
  )
}
