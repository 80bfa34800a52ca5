import type { ReactNode } from 'react'

export interface Column<T> {
  id: string
  header: string
  cell: (row: T) => ReactNode
  /** Name of the sort key on the server; left out for columns that cannot be sorted. */
  sort?: string
  align?: 'right'
  width?: string
}
