'use client'
import { X } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { useWorkspace } from '@/components/api/workspace-context'
import type { RunView } from '@/lib/registry/tracking/run-contract'
import { runHref } from './paths'
import { runLook } from './run-look'

interface ComparedTableProps {
  label: string
  runs: readonly RunView[]
  rows: readonly { key: string; differs: boolean; cell: (index: number) => ReactNode }[]
  /** Leaves a run out of the comparison. */
  onRemove: ((runId: string) => void) | null
}

/** One column per run, in the order of choosing; wide comparisons scroll inside their own frame. */
export function ComparedTable({ label, runs, rows, onRemove }: ComparedTableProps) {
  const workspace = useWorkspace()
  return (
    <div className="overflow-x-auto">
      <table aria-label={label} className="w-full">
        <thead>
          <tr className="border-b text-right text-xs text-muted">
            <th scope="col" className="sticky left-0 h-9 bg-canvas text-left font-medium">
              Name
            </th>
            {runs.map((run, index) => (
              <th key={run.runId} scope="col" className="h-9 pl-4 font-medium whitespace-nowrap">
                <span className="inline-flex items-center gap-1.5">
                  <svg aria-hidden="true" width="14" height="6">
                    <line
                      x1="0"
                      x2="14"
                      y1="3"
                      y2="3"
                      stroke={runLook(index).color}
                      strokeWidth="2"
                      strokeDasharray={runLook(index).dash}
                    />
                  </svg>
                  <Link href={runHref(workspace, run.runId)} className="hover:underline">
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
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y">
          {rows.map((row) => (
            <tr key={row.key} className={row.differs ? 'text-right' : 'text-right text-muted'}>
              <th
                scope="row"
                className="sticky left-0 min-w-28 bg-canvas py-1 pr-4 text-left align-top font-normal break-words"
              >
                {row.key}
              </th>
              {runs.map((run, index) => (
                <td key={run.runId} className="py-1 pl-4 align-top">
                  {row.cell(index)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
