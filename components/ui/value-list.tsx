import type { ReactNode } from 'react'

interface ValueListProps {
  label: string
  rows: readonly { key: string; value: ReactNode; note?: ReactNode }[]
  /** Said when there is none. */
  empty?: string
}

/** Names and values, one per line. */
export function ValueList({ label, rows, empty = 'None.' }: ValueListProps) {
  if (rows.length === 0) return <p className="text-muted">{empty}</p>
  return (
    <table aria-label={label} className="w-full">
      <thead>
        <tr className="border-b text-left text-xs text-muted">
          <th scope="col" className="h-8 font-medium">
            {label}
          </th>
          <th scope="col" className="h-8 text-right font-medium">
            Value
          </th>
        </tr>
      </thead>
      <tbody className="divide-y">
        {rows.map((row) => (
          <tr key={row.key}>
            <th scope="row" className="py-1 pr-4 text-left align-top font-normal break-all text-muted">
              {row.key}
            </th>
            <td className="py-1 text-right align-top break-all">
              {row.value}
              {row.note ? <span className="ml-2 text-xs whitespace-nowrap text-faint">{row.note}</span> : null}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
