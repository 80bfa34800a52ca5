import Link from 'next/link'
import type { ReactNode } from 'react'

export interface ComparisonRow {
  name: string
  cell: (index: number) => ReactNode
  /** Agrees everywhere: shown, but not in the way. */
  same: boolean
}

interface ComparisonTableProps {
  label: string
  versions: readonly { id: string; number: number; href: string }[]
  rows: readonly ComparisonRow[]
}

/** One column per version, the baseline first; wide comparisons scroll inside their own frame. */
export function ComparisonTable({ label, versions, rows }: ComparisonTableProps) {
  return (
    <div className="overflow-x-auto">
      <table aria-label={label} className="w-full">
        <thead>
          <tr className="border-b text-right text-xs text-muted">
            <th scope="col" className="h-8 text-left font-medium">
              Name
            </th>
            {versions.map((version, index) => (
              <th key={version.id} scope="col" className="h-8 pl-4 font-medium whitespace-nowrap">
                <Link href={version.href} className="hover:underline">
                  v{version.number}
                </Link>
                {index === 0 ? ' (baseline)' : ''}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y">
          {rows.map((row) => (
            <tr key={row.name} className={row.same ? 'text-right text-muted' : 'text-right'}>
              <th scope="row" className="py-1 text-left align-top font-normal">
                {row.name}
              </th>
              {versions.map((version, index) => (
                <td key={version.id} className="py-1 pl-4 align-top break-words">
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
