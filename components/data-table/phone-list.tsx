import { ChevronRight } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { type Pick, RowPick } from './row-pick'

interface PhoneListProps<T> {
  label: string
  rows: readonly T[]
  rowId: (row: T) => string
  href?: (row: T) => string
  phone: (row: T) => ReactNode
  pick?: Pick<T>
  act?: (row: T) => ReactNode
}

/** A table at phone width: one tall, tappable entry per row. */
export function PhoneList<T>({ label, rows, rowId, href, phone, pick, act }: PhoneListProps<T>) {
  return (
    <ul aria-label={label} className="hidden divide-y border-y phone:block">
      {rows.map((row) => (
        <li key={rowId(row)} className="flex items-stretch">
          {pick ? <RowPick row={row} pick={pick} className="w-[44px] shrink-0 items-center pl-0.5" /> : null}
          {href ? (
            <Link href={href(row)} className="flex min-h-12 min-w-0 flex-1 items-center gap-2 py-2.5">
              <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">{phone(row)}</span>
              <ChevronRight aria-hidden className="size-4 shrink-0 text-faint" />
            </Link>
          ) : (
            <div className="flex min-h-12 min-w-0 flex-1 items-center gap-3 py-2.5">
              <div className="min-w-0 flex-1 [overflow-wrap:anywhere]">{phone(row)}</div>
              {act?.(row)}
            </div>
          )}
        </li>
      ))}
    </ul>
  )
}
