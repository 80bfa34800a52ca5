import { RunLink } from '@/components/tracking/run-link'
import { CopyCommand } from '@/components/ui/copy-command'
import { CopyableId } from '@/components/ui/copyable-id'
import { Facts } from '@/components/ui/facts'
import { formatBytes } from '@/components/ui/format-number'
import { TimeText } from '@/components/ui/time-text'
import type { VersionDetail } from '@/lib/registry/contract'
import { IMPORT_TAG, importOriginOf } from '@/lib/registry/domain/import-origin'
import { MetricList } from './metric-list'

/** An imported version is as old as its import here; what it was before stands beside that. */
function factsOfOrigin(tags: VersionDetail['tags']) {
  const origin = importOriginOf(tags)
  if (origin === null || origin.createdAt === null) return []
  const value = (
    <span className="break-words">
      {origin.createdBy === null ? null : `${origin.createdBy}, `}
      <TimeText at={origin.createdAt} />, at {origin.from}
    </span>
  )
  return [{ term: 'Created in the source', value }]
}

const IN_WORDS: readonly string[] = [IMPORT_TAG.createdAt, IMPORT_TAG.createdBy]

export function VersionFacts({ version }: { version: VersionDetail }) {
  return (
    <div className="grid gap-8 lg:grid-cols-2">
      <Facts
        facts={[
          { term: 'Description', value: version.description || <span className="text-faint">none</span> },
          { term: 'Task', value: version.task ?? 'not declared' },
          { term: 'Format', value: version.format ?? 'not known yet' },
          { term: 'Size', value: formatBytes(Number(version.sizeBytes)) },
          {
            term: 'Manifest digest',
            value: version.manifestDigest ? <CopyableId id={version.manifestDigest} what="digest" full /> : 'none yet',
          },
          {
            term: 'Training data',
            value: version.trainingDigest ? <CopyableId id={version.trainingDigest} what="digest" /> : 'not recorded',
          },
          { term: 'Run', value: version.sourceRunId ? <RunLink runId={version.sourceRunId} /> : 'not recorded' },
          {
            term: 'Code commit',
            value: version.sourceCommit ? <CopyableId id={version.sourceCommit} what="commit" /> : 'not recorded',
          },
          {
            term: 'Registered',
            value: (
              <span>
                {version.createdByName}, <TimeText at={version.createdAt} />
              </span>
            ),
          },
          ...factsOfOrigin(version.tags),
          {
            term: 'Registered with',
            value:
              version.client === null
                ? 'the console or the API'
                : `${version.client}${version.tokenName === null ? '' : `, token ${version.tokenName}`}`,
          },
          ...(version.source === null
            ? []
            : [
                {
                  term: 'Source as sent',
                  value: <code className="font-mono text-xs break-all">{version.source}</code>,
                },
              ]),
          ...(version.stage === 'None' ? [] : [{ term: 'Stage', value: version.stage }]),
          {
            term: version.format === 'mlflow' ? 'Load it' : 'Fetch it',
            value: (
              <CopyCommand
                command={`mlflow.${version.format === 'mlflow' ? 'pyfunc.load_model' : 'artifacts.download_artifacts'}("models:/${version.modelName}/${version.number}")`}
                label="Copy the line"
              />
            ),
          },
          { term: 'Ready', value: version.readyAt ? <TimeText at={version.readyAt} /> : 'not yet' },
          ...Object.entries(version.tags)
            .filter(([key]) => !IN_WORDS.includes(key))
            .map(([key, value]) => ({ term: key, value })),
        ]}
      />
      <MetricList metrics={version.metrics} params={{}} />
    </div>
  )
}
