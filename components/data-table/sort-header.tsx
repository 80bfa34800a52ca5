import clsx from 'clsx'
import { ArrowDown, ArrowUp } from 'lucide-react'
import type { Column } from './column'

interface SortHeaderProps<T> {
  column: Column<T> | undefined
  sort?: string
  onSort?: (sort: string) => void
}

/** "-key" sorts downwards. */
export function SortHeader<T>({ column, sort, onSort }: SortHeaderProps<T>) {
  const key = column?.sort
  const direction =
    key === undefined ? undefined : sort === key ? 'ascending' : sort === `-${key}` ? 'descending' : undefined
  const Arrow = direction === 'descending' ? ArrowDown : ArrowUp
  const words = (
    <span className="block max-w-48 truncate" title={column?.header}>
      {column?.header}
    </span>
  )
  return (
    <th
      scope="col"
      aria-sort={direction ?? (key ? 'none' : undefined)}
      className={clsx(
        'h-8 pr-4 text-xs font-medium whitespace-nowrap text-muted first:pl-2 last:pr-2',
        column?.align === 'right' ? 'text-right' : 'text-left',
      )}
    >
      {key && onSort ? (
        <button
          type="button"
          onClick={() => onSort(direction === 'descending' ? key : `-${key}`)}
          className="inline-flex max-w-48 items-center gap-1 rounded-sm hover:text-ink"
        >
          {words}
          <Arrow aria-hidden className={clsx('size-3 shrink-0', direction === undefined && 'opacity-0')} />
        </button>
      ) : (
        words
      )}
    </th>
  )
}
