'use client'
import { ChevronRight } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { useWorkspace } from '@/components/api/workspace-context'
import { QueryView } from '@/components/feedback/query-view'
import { RunLink } from '@/components/tracking/run-link'
import { CopyableId } from '@/components/ui/copyable-id'
import type { VersionDetail } from '@/lib/registry/contract'
import type { ProvenanceView, RelativeVersion } from '@/lib/registry/provenance-contract'
import { useProvenance } from './use-provenance'

type Lineage = ProvenanceView['lineage']

function Step({ title, last = false, children }: { title: string; last?: boolean; children: ReactNode }) {
  return (
    <li className="flex min-w-0 items-start gap-2">
      <div className="min-w-0 flex-1 rounded-md border p-3">
        <h3 className="pb-1 text-xs font-medium text-muted">{title}</h3>
        <div className="grid gap-1 text-sm">{children}</div>
      </div>
      {last ? null : <ChevronRight aria-hidden className="mt-3 size-4 shrink-0 text-faint phone:hidden" />}
    </li>
  )
}

const unknown = <span className="text-faint">not recorded</span>

function Relatives({ words, list }: { words: string; list: readonly RelativeVersion[] }) {
  const workspace = useWorkspace()
  if (list.length === 0) return null
  return (
    <p>
      <span className="text-muted">{words} </span>
      {list.map((one, index) => (
        <span key={one.id}>
          {index > 0 ? ', ' : ''}
          <Link href={`/${workspace}/models/${one.modelId}/versions/${one.id}`} className="underline">
            {one.modelName} v{one.number}
          </Link>
          {one.state === 'READY' ? '' : ` (${one.state.toLowerCase()})`}
        </span>
      ))}
    </p>
  )
}

function Sources({ lineage }: { lineage: Lineage }) {
  return (
    <>
      {lineage.data.length === 0
        ? unknown
        : lineage.data.map((one) => (
            <span key={`${one.from} ${one.digest} ${one.name}`} className="flex flex-wrap items-center gap-x-2">
              {one.name ?? 'training data'} <CopyableId id={one.digest} what="digest" />
            </span>
          ))}
    </>
  )
}

/** Data, run and code, the version, where it serves: left to right, one step each, nothing guessed. */
export function LineageView({ version, serving }: { version: VersionDetail; serving: ReactNode }) {
  const query = useProvenance(version.id)
  return (
    <QueryView query={query} permission="registry:read" what="the lineage">
      {({ lineage }) => (
        <div className="grid gap-6">
          <ol aria-label="Lineage" className="grid gap-2 lg:grid-cols-3">
            <Step title="Data">
              <Sources lineage={lineage} />
            </Step>
            <Step title="Run and code">
              <span className="break-all">
                {lineage.run === null ? 'Run: ' : `Run ${lineage.run.name ?? ''} `}
                {lineage.run === null ? (
                  unknown
                ) : lineage.run.found ? (
                  <RunLink runId={lineage.run.id} />
                ) : (
                  <CopyableId id={lineage.run.id} what="run" />
                )}
                {lineage.run !== null && !lineage.run.found ? (
                  <span className="text-muted"> not of this workspace</span>
                ) : null}
              </span>
              <span>
                Commit: {lineage.commit === null ? unknown : <CopyableId id={lineage.commit} what="commit" />}
              </span>
            </Step>
            <Step title="Version" last>
              <span className="font-medium">
                {version.modelName} v{version.number}
              </span>
              {version.manifestDigest ? <CopyableId id={version.manifestDigest} what="digest" /> : null}
              <Relatives words="Copied from" list={lineage.copiedFrom ? [lineage.copiedFrom] : []} />
              <Relatives words="Copied to" list={lineage.copies} />
              <Relatives words="The same bytes as" list={lineage.sameContent} />
            </Step>
          </ol>
          {serving}
        </div>
      )}
    </QueryView>
  )
}
