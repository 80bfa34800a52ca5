'use client'
import Link from 'next/link'
import { useWorkspace } from '@/components/api/workspace-context'
import { InlineError } from '@/components/feedback/inline-error'
import { Section } from '@/components/ui/section'
import { StatusLine } from '@/components/ui/status-line'
import type { RunDetail } from '@/lib/registry/tracking/run-contract'
import { experimentHref, runHref } from './paths'
import { useRuns } from './queries'
import { PARENT_RUN_TAG } from './run-query'

const SHOWN = 10

/** Runs that were begun inside of this one; nothing where there are none. */
export function NestedRuns({ run }: { run: RunDetail }) {
  const workspace = useWorkspace()
  const filter = `tags.\`${PARENT_RUN_TAG}\` = '${run.runId}'`
  const query = useRuns(run.experimentId, { cursor: '', filter, view: 'ALL', sort: 'start_time ASC' })
  if (query.error) return <InlineError error={query.error} />
  const nested = query.data?.items ?? []
  if (nested.length === 0) return null
  return (
    <Section title="Nested runs">
      <ul className="divide-y border-y">
        {nested.slice(0, SHOWN).map((one) => (
          <li key={one.runId} className="flex items-center gap-x-4 py-1.5">
            <Link
              href={runHref(workspace, one.runId)}
              title={one.name}
              className="min-w-0 flex-1 truncate text-link hover:underline"
            >
              {one.name}
            </Link>
            <StatusLine state={one.lifecycle === 'deleted' ? 'DELETED' : one.status} />
          </li>
        ))}
      </ul>
      <p className="pt-2">
        <Link
          href={`${experimentHref(workspace, run.experimentId)}?view=ALL&filter=${encodeURIComponent(filter)}`}
          className="text-link hover:underline"
        >
          {nested.length > SHOWN ? 'All of them' : 'Compare them'} in the table of runs
        </Link>
      </p>
    </Section>
  )
}
