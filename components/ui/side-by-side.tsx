import type { ReactNode } from 'react'

export interface SideBySideRow {
  name: string
  cell: (index: number) => ReactNode
  /** Agrees everywhere: shown, but not in the way. */
  same: boolean
}

interface SideBySideProps {
  label: string
  columns: readonly { id: string; head: ReactNode }[]
  rows: readonly SideBySideRow[]
}

/** One column per compared thing, one row per name; wide comparisons scroll inside their own frame, the names stay. */
export function SideBySide({ label, columns, rows }: SideBySideProps) {
  return (
    <div className="overflow-x-auto">
      <table aria-label={label} className="w-full">
        <thead>
          <tr className="border-b text-right text-xs text-muted">
            <th scope="col" className="sticky left-0 h-9 bg-canvas text-left font-medium">
              Name
            </th>
            {columns.map(({ id, head }) => (
              <th key={id} scope="col" className="h-9 pl-4 font-medium whitespace-nowrap">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y">
          {rows.map((row) => (
            <tr key={row.name} className={row.same ? 'text-right text-muted' : 'text-right'}>
              <th
                scope="row"
                className="sticky left-0 min-w-28 bg-canvas py-1 pr-4 text-left align-top font-normal break-words"
              >
                {row.name}
              </th>
              {columns.map(({ id }, index) => (
                <td key={id} className="py-1 pl-4 align-top break-words">
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
