import type { z } from 'zod'
import { formatNumber, formatSigned } from '@/components/ui/format-number'
import { Section } from '@/components/ui/section'
import { StatusLine } from '@/components/ui/status-line'
import type { comparison as comparisonSchema } from '@/lib/registry/contract'

type Comparison = z.output<typeof comparisonSchema>
interface Row {
  name: string
  before: string
  after: string
  note: string
  same: boolean
}

/** What differs comes first. */
function differingFirst(rows: Row[]): Row[] {
  return [...rows].sort((a, b) => Number(a.same) - Number(b.same))
}

function Rows({ rows, comparison }: { rows: Row[]; comparison: Comparison }) {
  return (
    <table className="w-full">
      <thead>
        <tr className="border-b text-right text-xs text-muted">
          <th scope="col" className="h-8 text-left font-medium">
            Name
          </th>
          <th scope="col" className="h-8 pl-4 font-medium">
            v{comparison.before.number}
          </th>
          <th scope="col" className="h-8 pl-4 font-medium">
            v{comparison.after.number}
          </th>
          <th scope="col" className="h-8 pl-4 font-medium">
            Difference
          </th>
        </tr>
      </thead>
      <tbody className="divide-y">
        {differingFirst(rows).map((row) => (
          <tr key={row.name} className={row.same ? 'text-right text-muted' : 'text-right'}>
            <th scope="row" className="py-1 text-left font-normal">
              {row.name}
            </th>
            <td className="py-1 pl-4 break-all">{row.before}</td>
            <td className="py-1 pl-4 break-all">{row.after}</td>
            <td className="py-1 pl-4 whitespace-nowrap">{row.note}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const number = (value: number | null) => (value === null ? 'not given' : formatNumber(value, 5))

export function ComparisonView({ comparison }: { comparison: Comparison }) {
  const metrics = comparison.metrics.map((one) => ({
    name: one.name,
    before: number(one.before),
    after: number(one.after),
    note:
      one.before === null || one.after === null
        ? one.change
        : formatSigned(one.after - one.before, (value) => formatNumber(value, 3)),
    same: one.change === 'same',
  }))
  const params = comparison.params.map((one) => ({
    name: one.name,
    before: one.before ?? 'not given',
    after: one.after ?? 'not given',
    note: one.change,
    same: one.change === 'same',
  }))
  return (
    <div className="grid gap-8">
      <Section
        title="Metrics at training"
        description="Given at registration, without intervals. What decides is measured in production, on Compare of a deployment."
      >
        {metrics.length === 0 ? (
          <p className="text-muted">Neither version carries a metric.</p>
        ) : (
          <Rows rows={metrics} comparison={comparison} />
        )}
      </Section>
      <Section title="Signature">
        {comparison.signature.length === 0 ? (
          <p className="text-muted">Inputs, outputs, features and classes are the same.</p>
        ) : (
          <ul className="divide-y border-y">
            {comparison.signature.map((one) => (
              <li key={`${one.part}-${one.name}`} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-1.5">
                <StatusLine state={one.breaking ? 'HARM' : 'DONE'}>
                  {one.breaking ? 'breaks callers' : 'compatible'}
                </StatusLine>
                <span className="font-medium">
                  {one.part} {one.name} {one.change}
                </span>
                <span className="text-muted">
                  {one.before ?? 'none'} → {one.after ?? 'none'}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section title="Parameters">
        {params.length === 0 ? (
          <p className="text-muted">Neither version carries a parameter.</p>
        ) : (
          <Rows rows={params} comparison={comparison} />
        )}
      </Section>
    </div>
  )
}
