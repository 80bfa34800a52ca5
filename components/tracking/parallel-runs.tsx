import Link from 'next/link'
import { useWorkspace } from '@/components/api/workspace-context'
import type { RunView } from '@/lib/registry/tracking/run-contract'
import { valueText } from './parallel-axis'
import { runHref } from './paths'
import type { ParallelModel } from './prepare-parallel'
import { loggedOf } from './run-fields'
import { shadeColor } from './shade-color'

interface ParallelRunsProps {
  model: ParallelModel
  runs: readonly RunView[]
  active: string | null
  onActive: (runId: string | null) => void
}

/** The kept runs by the colouring value, highest first; pointing at one or reaching it with Tab shows its line. */
export function ParallelRuns({ model, runs, active, onActive }: ParallelRunsProps) {
  const workspace = useWorkspace()
  const { color } = model
  const byId = new Map(runs.map((run) => [run.runId, run]))
  const lines = model.lines.filter((line) => line.isKept).sort((a, b) => (b.shade ?? -1) - (a.shade ?? -1))
  return (
    <ol aria-label="Runs drawn" className="grid grid-cols-1 gap-x-6 sm:grid-cols-2 lg:grid-cols-3">
      {lines.map((line) => {
        const run = byId.get(line.runId)
        return (
          <li
            key={line.runId}
            data-active={line.runId === active || undefined}
            className="rounded-sm data-active:bg-hover"
          >
            <Link
              href={runHref(workspace, line.runId)}
              onPointerEnter={() => onActive(line.runId)}
              onPointerLeave={() => onActive(null)}
              onFocus={() => onActive(line.runId)}
              onBlur={() => onActive(null)}
              className="flex min-h-7 items-center gap-2 rounded-sm px-1 hover:bg-hover phone:min-h-11"
            >
              <span aria-hidden className="h-0.5 w-4 shrink-0" style={{ background: shadeColor(line.shade) }} />
              <span className="min-w-0 flex-1 truncate" title={line.name}>
                {line.name}
              </span>
              {run && color ? <span className="text-muted">{valueText(loggedOf(run, color.field))}</span> : null}
            </Link>
          </li>
        )
      })}
    </ol>
  )
}
