import clsx from 'clsx'
import type { ReactNode } from 'react'
import { formatCount } from './format-number'

interface FigureProps {
  label: string
  /** Formatted with its unit; null means that there is not enough data to say. */
  value: string | null
  n?: number
  /** Formatted interval, for example "0.81 to 0.84". */
  interval?: string
  /** For an insufficient figure: how many are there and how many are needed. */
  need?: { have: number; want: number; of: string }
  note?: ReactNode
}

/** A number with unit, n and interval; or, visibly different, the admission that it cannot be told yet. */
export function Figure({ label, value, n, interval, need, note }: FigureProps) {
  return (
    <div className="min-w-0">
      <div className="text-xs text-muted">{label}</div>
      {value === null ? (
        <div className="hatched mt-0.5 inline-block rounded-sm border border-dashed border-line-strong px-1.5 text-sm whitespace-nowrap text-muted">
          {need ? 'insufficient' : 'no data'}
        </div>
      ) : (
        <div className="text-lg font-semibold">{value}</div>
      )}
      <div className={clsx('text-xs text-faint', value === null && 'mt-0.5')}>
        {interval ? <span className="block">[{interval}]</span> : null}
        {value === null && need ? (
          <span className="block">
            {formatCount(need.have)} of {formatCount(need.want)} {need.of}
          </span>
        ) : null}
        {n === undefined ? null : <span className="whitespace-nowrap">n {formatCount(n)} </span>}
        {note ? <span className="block">{note}</span> : null}
      </div>
    </div>
  )
}
