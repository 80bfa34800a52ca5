import { CornerDownRight } from 'lucide-react'
import Link from 'next/link'
import type { Column } from '@/components/data-table/column'
import { StatusLine } from '@/components/ui/status-line'
import { TimeText } from '@/components/ui/time-text'
import type { RunView } from '@/lib/registry/tracking/run-contract'
import { formatLogged, type LoggedValue, shortParam } from './format-logged'
import { runHref } from './paths'
import { loggedOf, type RunField } from './run-fields'
import { PARENT_RUN_TAG } from './run-query'
import { RunTime } from './run-time'

function FieldCell({ run, field }: { run: RunView; field: RunField }) {
  const value = loggedOf(run, field)
  if (value === null) return <span className="text-faint">–</span>
  if (field.kind === 'metrics') return <span className="whitespace-nowrap">{formatLogged(value as LoggedValue)}</span>
  return (
    <span className="block max-w-32 truncate" title={String(value)}>
      {shortParam(String(value))}
    </span>
  )
}

interface RunColumns {
  workspace: string
  fields: readonly RunField[]
}

export function runColumns({ workspace, fields }: RunColumns): readonly Column<RunView>[] {
  return [
    {
      id: 'name',
      header: 'Run',
      sort: 'run_name',
      cell: (run) => (
        <span className="flex items-center gap-1.5">
          {run.tags.some((tag) => tag.key === PARENT_RUN_TAG) ? (
            <CornerDownRight role="img" aria-label="nested run" className="size-3.5 shrink-0 text-faint" />
          ) : null}
          <Link
            href={runHref(workspace, run.runId)}
            title={run.name}
            className="block max-w-72 truncate font-medium hover:underline"
          >
            {run.name}
          </Link>
        </span>
      ),
    },
    {
      id: 'status',
      header: 'Status',
      cell: (run) => <StatusLine state={run.lifecycle === 'deleted' ? 'DELETED' : run.status} />,
    },
    {
      id: 'started',
      header: 'Started',
      sort: 'start_time',
      cell: (run) => <TimeText at={new Date(run.startMs).toISOString()} ago />,
    },
    { id: 'time', header: 'Took', cell: (run) => <RunTime run={run} /> },
    ...fields.map((field) => ({
      id: field.id,
      header: field.key,
      sort: field.id,
      align: field.kind === 'metrics' ? ('right' as const) : undefined,
      cell: (run: RunView) => <FieldCell run={run} field={field} />,
    })),
  ]
}
