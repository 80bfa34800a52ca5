'use client'
import { type ColumnDef, tableFeatures, useTable } from '@tanstack/react-table'
import clsx from 'clsx'
import { useRouter } from 'next/navigation'
import type { ReactNode } from 'react'
import type { Column } from './column'
import { PhoneList } from './phone-list'
import { type Pick, RowPick } from './row-pick'
import { SortHeader } from './sort-header'
import { useListKeys } from './use-list-keys'

const features = tableFeatures({})
export type TableFeatures = typeof features

interface DataTableProps<T extends object> {
  label: string
  rows: readonly T[]
  columns: readonly Column<T>[]
  rowId: (row: T) => string
  href?: (row: T) => string
  /** How one row looks as a list entry at phone width. */
  phone: (row: T) => ReactNode
  /** The first column, and before the entry at phone width. */
  pick?: Pick<T>
  /** What can be done with one row: the last column, and beside the entry at phone width. */
  act?: (row: T) => ReactNode
  sort?: string
  onSort?: (sort: string) => void
}

function keepInView(row: HTMLElement | null): void {
  row?.scrollIntoView({ block: 'nearest' })
}

/** The one table: sorting belongs to the server and the address; j, k and Enter move and open. */
export function DataTable<T extends object>({
  label,
  rows,
  columns,
  rowId,
  href,
  phone,
  pick,
  act,
  sort,
  onSort,
}: DataTableProps<T>) {
  const router = useRouter()
  const open = (row: T) => (href ? router.push(href(row)) : undefined)
  const active = useListKeys({ count: href ? rows.length : 0, onOpen: (index) => rows[index] && open(rows[index]) })
  const shown: readonly Column<T>[] = [
    ...(pick ? [{ id: 'pick', header: pick.header, cell: (row: T) => <RowPick row={row} pick={pick} /> }] : []),
    ...columns,
    ...(act ? [{ id: 'act', header: '', align: 'right' as const, cell: act }] : []),
  ]
  const defs: ColumnDef<TableFeatures, T>[] = shown.map(({ id, header }) => ({ id, header }))
  const table = useTable({ features, columns: defs, data: [...rows], getRowId: rowId })
  const byId = new Map(shown.map((column) => [column.id, column]))
  return (
    <>
      <PhoneList label={label} rows={rows} rowId={rowId} href={href} phone={phone} pick={pick} act={act} />
      {/* A table that is wider than the window scrolls in its own frame: the page never does. */}
      <div className="overflow-x-auto phone:hidden">
        <table aria-label={label} className="w-full border-collapse text-sm">
          <thead>
            {table.getHeaderGroups().map((group) => (
              <tr key={group.id} className="border-b">
                {group.headers.map((header) => (
                  <SortHeader key={header.id} column={byId.get(header.column.id)} sort={sort} onSort={onSort} />
                ))}
              </tr>
            ))}
          </thead>
          <tbody>
            {table.getRowModel().rows.map((row, index) => (
              <tr
                key={row.id}
                data-active={index === active || undefined}
                ref={index === active ? keepInView : undefined}
                onClick={(event) => {
                  if (event.target instanceof Element && event.target.closest('a,button,label,input')) return
                  open(row.original)
                }}
                className={clsx(
                  'border-b data-active:bg-hover data-active:shadow-[inset_2px_0_0_var(--accent)]',
                  href && 'cursor-pointer hover:bg-hover',
                )}
              >
                {row.getAllCells().map((cell) => {
                  const column = byId.get(cell.column.id)
                  return (
                    <td
                      key={cell.id}
                      className={clsx(
                        'h-9 py-1.5 pr-4 align-middle first:pl-2 last:pr-2',
                        column?.align === 'right' && 'text-right',
                        column?.width,
                      )}
                    >
                      {/* Called, not rendered as a component of its own: that would be a new one each time, and whatever is open or
                        focused in the cell would be lost with every fresh answer. */}
                      {column?.cell(row.original)}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}
