'use client'
import { FlaskConical, GitCompareArrows } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { ApiError } from '@/components/api/api-error'
import { useUrlState } from '@/components/api/use-url-state'
import { useWorkspace } from '@/components/api/workspace-context'
import { EmptyState } from '@/components/feedback/empty-state'
import { QueryView } from '@/components/feedback/query-view'
import { PageHeader } from '@/components/shell/page-header'
import { Button } from '@/components/ui/button'
import type { ExperimentDetail } from '@/lib/registry/tracking/console-contract'
import { experiment as experimentView } from '@/lib/registry/tracking/experiment-contract'
import { chooseCompared } from './choose-compared'
import { describeExperiment } from './describe-experiment'
import { noteOf } from './experiment-columns'
import { logSnippet } from './log-snippet'
import { NoteText } from './note-text'
import { OwnerMenu } from './owner-menu'
import { compareHref } from './paths'
import { useExperiment, useRuns } from './queries'
import { RunFilter } from './run-filter'
import { filterOf, orderOf } from './run-query'
import { RunsTable } from './runs-table'
import { useChosenRuns } from './use-chosen-runs'

const EFFECTS = {
  delete:
    'It and its runs are hidden from lists and clients. Versions made from its runs stay whole. It can be restored.',
  restore: 'It comes back with all of its runs, also those that were deleted one by one.',
}

function Runs({ experiment }: { experiment: ExperimentDetail }) {
  const workspace = useWorkspace()
  const router = useRouter()
  const { get } = useUrlState()
  const { chosen, choose, clear } = useChosenRuns()
  const sort = get('sort') || '-start_time'
  const view = get('view') || (experiment.lifecycle === 'deleted' ? 'DELETED_ONLY' : '')
  const query = useRuns(experiment.experimentId, {
    cursor: get('cursor'),
    filter: filterOf(get('filter'), get('status')),
    view,
    sort: orderOf(sort),
  })
  const problem = query.error instanceof ApiError && query.error.status === 422 ? query.error.message : null
  const filtered = get('filter') !== '' || get('status') !== '' || get('view') !== ''
  const note = noteOf(experiment)
  const compared = chooseCompared([...chosen], query.data?.items.map((run) => run.runId) ?? [])
  return (
    <>
      <PageHeader
        crumbs={[{ label: 'Experiments', href: `/${workspace}/experiments` }, { label: experiment.name }]}
        headline={describeExperiment(experiment)}
        stickyActions
        actions={
          <>
            {chosen.size > 0 ? (
              <Button tone="quiet" onClick={clear}>
                Choose none
              </Button>
            ) : null}
            <Button
              tone="primary"
              icon={<GitCompareArrows aria-hidden />}
              refusal={compared.refusal}
              onClick={() => router.push(compareHref(workspace, compared.ids))}
            >
              {compared.words}
            </Button>
            <OwnerMenu
              what="experiment"
              path={`/api/v1/registry/experiments/${experiment.experimentId}`}
              output={experimentView}
              name={experiment.name}
              note={note}
              isDeleted={experiment.lifecycle === 'deleted'}
              effects={EFFECTS}
              keptBecause={experiment.experimentId === '0' ? 'Clients use Default when they set no experiment.' : null}
            />
          </>
        }
      />
      {note === '' ? null : (
        <div className="-mt-2 mb-4 text-muted">
          <NoteText text={note} />
        </div>
      )}
      <RunFilter problem={problem} />
      <p role="status" className="sr-only">
        {chosen.size === 0 ? '' : `${chosen.size} ${chosen.size === 1 ? 'run' : 'runs'} chosen`}
      </p>
      {problem !== null ? null : (
        <QueryView query={query} permission="registry:read" what="the runs">
          {(page) =>
            page.items.length === 0 ? (
              <EmptyState
                icon={FlaskConical}
                title={filtered ? 'No run matches' : 'No run yet'}
                text={filtered ? 'Change or clear the filters.' : 'Runs appear here while they go on.'}
                command={filtered ? undefined : logSnippet(window.location.origin, experiment.name)}
              />
            ) : (
              <RunsTable runs={page.items} nextCursor={page.nextCursor} sort={sort} chosen={chosen} onChoose={choose} />
            )
          }
        </QueryView>
      )}
    </>
  )
}

export function ExperimentScreen({ experimentId }: { experimentId: string }) {
  const query = useExperiment(experimentId)
  return (
    <QueryView query={query} permission="registry:read" what="this experiment">
      {(experiment) => <Runs experiment={experiment} />}
    </QueryView>
  )
}
