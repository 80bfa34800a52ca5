'use client'
import { Table2 } from 'lucide-react'
import { type ReactNode, useId, useState } from 'react'

interface ChartFrameProps {
  title: string
  /** The chart in words. */
  summary: string
  legend?: ReactNode
  aside?: ReactNode
  table: ReactNode
  children: ReactNode
}

/** Title, drawing, summary and the same numbers as a table. */
export function ChartFrame({ title, summary, legend, aside, table, children }: ChartFrameProps) {
  const [asTable, setAsTable] = useState(false)
  const id = useId()
  return (
    <figure aria-labelledby={`${id}-title`} aria-describedby={`${id}-summary`} className="min-w-0">
      <div className="mb-1 flex items-center justify-between gap-2">
        <figcaption id={`${id}-title`} className="truncate text-sm font-medium">
          {title}
        </figcaption>
        <span className="flex shrink-0 items-center gap-2 text-xs text-muted">
          {aside}
          <button
            type="button"
            aria-pressed={asTable}
            aria-label={asTable ? `Show ${title} as a chart` : `Show ${title} as a table`}
            onClick={() => setAsTable(!asTable)}
            className="grid size-6 place-items-center rounded-sm text-muted hover:bg-hover aria-pressed:bg-hover aria-pressed:text-ink"
          >
            <Table2 aria-hidden className="size-3.5" />
          </button>
        </span>
      </div>
      {legend}
      {asTable ? <div className="max-h-64 overflow-auto rounded-sm border text-xs">{table}</div> : children}
      <p id={`${id}-summary`} className="sr-only">
        {summary}
      </p>
    </figure>
  )
}
