'use client'
import { useWorkspace } from '@/components/api/workspace-context'
import { QueryView } from '@/components/feedback/query-view'
import { PageHeader } from '@/components/shell/page-header'
import { StatusBadge } from '@/components/ui/badge'
import { type RunDetail, run as runView } from '@/lib/registry/tracking/run-contract'
import { describeRun } from './describe-run'
import { noteOf } from './experiment-columns'
import { OwnerMenu } from './owner-menu'
import { experimentHref } from './paths'
import { useRun } from './queries'
import { RegisterRun } from './register-run'
import { RunTabs } from './run-tabs'

const EFFECTS = {
  delete:
    'It is hidden from lists and clients and takes no more values. Versions made from it stay whole. It can be restored.',
  restore: 'It appears in lists and clients again, with everything that was logged.',
}

function Content({ run }: { run: RunDetail }) {
  const workspace = useWorkspace()
  const isDeleted = run.lifecycle === 'deleted'
  return (
    <>
      <PageHeader
        crumbs={[
          { label: 'Experiments', href: `/${workspace}/experiments` },
          { label: run.experimentName, href: experimentHref(workspace, run.experimentId) },
          { label: run.name },
        ]}
        status={<StatusBadge state={isDeleted ? 'DELETED' : run.status} />}
        headline={describeRun(run)}
        actions={
          <>
            <RegisterRun run={run} />
            <OwnerMenu
              what="run"
              path={`/api/v1/registry/runs/${run.runId}`}
              output={runView}
              name={run.name}
              note={noteOf(run)}
              isDeleted={isDeleted}
              effects={EFFECTS}
            />
          </>
        }
      />
      <RunTabs run={run} />
    </>
  )
}

export function RunScreen({ runId }: { runId: string }) {
  const query = useRun(runId)
  return (
    <QueryView query={query} permission="registry:read" what="this run">
      {(run) => <Content run={run} />}
    </QueryView>
  )
}
