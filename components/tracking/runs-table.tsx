'use client'
import { useMemo } from 'react'
import { useUrlState } from '@/components/api/use-url-state'
import { useWorkspace } from '@/components/api/workspace-context'
import { DataTable } from '@/components/data-table/data-table'
import { Pager } from '@/components/data-table/pager'
import { StatusLine } from '@/components/ui/status-line'
import type { RunView } from '@/lib/registry/tracking/run-contract'
import { ColumnPicker } from './column-picker'
import { formatLogged, type LoggedValue } from './format-logged'
import { runHref } from './paths'
import { runColumns } from './run-columns'
import { defaultFields, fieldsOf, fieldsText, loggedOf, parseFields } from './run-fields'

interface RunsTableProps {
  runs: readonly RunView[]
  nextCursor: string | null
  sort: string
  chosen: ReadonlySet<string>
  onChoose: (runId: string, isOn: boolean) => void
}

/** One page of runs: params and metrics as columns to choose and to sort by. */
export function RunsTable({ runs, nextCursor, sort, chosen, onChoose }: RunsTableProps) {
  const workspace = useWorkspace()
  const { get, set } = useUrlState()
  const asked = get('cols')
  const fields = useMemo(() => (asked === '' ? defaultFields(runs) : parseFields(asked)), [asked, runs])
  const first = fields.find((field) => field.kind === 'metrics')
  return (
    <>
      <div className="mb-2 flex justify-end">
        <ColumnPicker
          fields={fieldsOf(runs)}
          shown={fields}
          onChange={(next) => set({ cols: next === null ? null : fieldsText(next) })}
        />
      </div>
      <DataTable
        label="Runs"
        rows={runs}
        columns={runColumns({ workspace, fields })}
        rowId={(run) => run.runId}
        pick={{
          header: 'Choose',
          isOn: (run) => chosen.has(run.runId),
          onChange: (run, isOn) => onChoose(run.runId, isOn),
          label: (run) => `Choose ${run.name} for comparison`,
        }}
        href={(run) => runHref(workspace, run.runId)}
        sort={sort}
        onSort={(next) => set({ sort: next, cursor: null })}
        phone={(run) => {
          const value = first ? loggedOf(run, first) : null
          return (
            <span className="grid gap-0.5">
              <span className="truncate text-base font-medium">{run.name}</span>
              <span className="flex gap-3 text-xs text-muted">
                <StatusLine state={run.lifecycle === 'deleted' ? 'DELETED' : run.status} />
                {first && value !== null ? `${first.key} ${formatLogged(value as LoggedValue)}` : null}
              </span>
            </span>
          )
        }}
      />
      <Pager nextCursor={nextCursor} count={runs.length} />
    </>
  )
}
