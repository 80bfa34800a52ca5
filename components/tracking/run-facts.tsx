'use client'
import Link from 'next/link'
import { useWorkspace } from '@/components/api/workspace-context'
import { CopyableId } from '@/components/ui/copyable-id'
import { type Fact, Facts } from '@/components/ui/facts'
import { TimeText } from '@/components/ui/time-text'
import type { RunDetail } from '@/lib/registry/tracking/run-contract'
import { RunLink } from './run-link'
import { PARENT_RUN_TAG } from './run-query'
import { RunTime } from './run-time'

function tagFact(run: RunDetail, key: string, term: string): Fact[] {
  const value = run.tags.find((tag) => tag.key === key)?.value
  return value === undefined || value === '' ? [] : [{ term, value }]
}

function Versions({ run }: { run: RunDetail }) {
  const workspace = useWorkspace()
  if (run.versions.length === 0) return <span className="text-faint">none yet</span>
  return (
    <span className="flex flex-wrap gap-x-3">
      {run.versions.map((version) => (
        <Link
          key={version.versionId}
          href={`/${workspace}/models/${version.modelId}/versions/${version.versionId}`}
          className="text-link hover:underline"
        >
          {version.name} v{version.number}
        </Link>
      ))}
    </span>
  )
}

/** Who, when, with what. */
export function RunFacts({ run }: { run: RunDetail }) {
  const commit = run.tags.find((tag) => tag.key === 'mlflow.source.git.commit')?.value
  const parent = run.tags.find((tag) => tag.key === PARENT_RUN_TAG)?.value
  const by = run.userId === '' || run.userId === run.createdByName ? '' : ` (as ${run.userId})`
  return (
    <Facts
      facts={[
        { term: 'Started', value: <TimeText at={new Date(run.startMs).toISOString()} /> },
        { term: 'Took', value: <RunTime run={run} /> },
        { term: 'By', value: `${run.createdByName}${by}` },
        { term: 'Client', value: run.client ?? <span className="text-faint">not an MLflow client</span> },
        ...tagFact(run, 'mlflow.source.name', 'Program'),
        ...(commit ? [{ term: 'Commit', value: <CopyableId id={commit} what="commit" /> }] : []),
        ...(parent ? [{ term: 'Part of', value: <RunLink runId={parent} /> }] : []),
        { term: 'Run id', value: <CopyableId id={run.runId} what="run id" full /> },
        { term: 'Versions', value: <Versions run={run} /> },
      ]}
    />
  )
}
