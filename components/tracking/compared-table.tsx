'use client'
import { X } from 'lucide-react'
import Link from 'next/link'
import { useWorkspace } from '@/components/api/workspace-context'
import { SideBySide, type SideBySideRow } from '@/components/ui/side-by-side'
import type { RunView } from '@/lib/registry/tracking/run-contract'
import { runHref } from './paths'
import { runLook } from './run-look'

interface ComparedTableProps {
  label: string
  runs: readonly RunView[]
  rows: readonly SideBySideRow[]
  /** Leaves a run out of the comparison. */
  onRemove: ((runId: string) => void) | null
}

/** Runs side by side, in the order of choosing, each with the line it has in the charts. */
export function ComparedTable({ label, runs, rows, onRemove }: ComparedTableProps) {
  const workspace = useWorkspace()
  const columns = runs.map((run, index) => {
    const { color, dash } = runLook(index)
    return {
      id: run.runId,
      head: (
        <span className="inline-flex items-center gap-1.5">
          <svg aria-hidden="true" width="14" height="6" className="shrink-0">
            <line x1="0" x2="14" y1="3" y2="3" stroke={color} strokeWidth="2" strokeDasharray={dash} />
          </svg>
          <Link
            href={runHref(workspace, run.runId)}
            title={run.name}
            className="inline-block max-w-48 truncate align-bottom hover:underline"
          >
            {run.name}
          </Link>
          {onRemove ? (
            <button
              type="button"
              aria-label={`Leave ${run.name} out`}
              onClick={() => onRemove(run.runId)}
              className="grid size-6 place-items-center rounded-sm hover:bg-hover"
            >
              <X aria-hidden className="size-3" />
            </button>
          ) : null}
        </span>
      ),
    }
  })
  return <SideBySide label={label} columns={columns} rows={rows} />
}
