import Link from 'next/link'
import { SideBySide, type SideBySideRow } from '@/components/ui/side-by-side'

interface ComparisonTableProps {
  label: string
  versions: readonly { id: string; number: number; href: string }[]
  rows: readonly SideBySideRow[]
}

/** Versions side by side, the baseline first. */
export function ComparisonTable({ label, versions, rows }: ComparisonTableProps) {
  const columns = versions.map(({ id, number, href }, index) => ({
    id,
    head: (
      <>
        <Link href={href} className="hover:underline">
          v{number}
        </Link>
        {index === 0 ? ' (baseline)' : ''}
      </>
    ),
  }))
  return <SideBySide label={label} columns={columns} rows={rows} />
}
