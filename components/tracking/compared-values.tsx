'use client'
import { useState } from 'react'
import { Checkbox } from '@/components/ui/checkbox'
import { formatSigned } from '@/components/ui/format-number'
import { Section } from '@/components/ui/section'
import type { RunComparison } from '@/lib/registry/tracking/run-contract'
import { ComparedTable } from './compared-table'
import { formatLogged, type LoggedValue } from './format-logged'
import { rankMetrics } from './rank-metrics'

const NONE = <span className="text-faint">–</span>

function MetricCell({ value, first }: { value: LoggedValue | null; first: LoggedValue | null }) {
  if (value === null) return NONE
  const difference = typeof value === 'number' && typeof first === 'number' ? value - first : 0
  return (
    <span className="whitespace-nowrap">
      {formatLogged(value)}
      {difference === 0 ? null : <span className="block text-xs text-muted">{formatSigned(difference)}</span>}
    </span>
  )
}

interface ComparedValuesProps {
  comparison: RunComparison
  onRemove: ((runId: string) => void) | null
}

/** Params, metrics and tags side by side; what differs first. */
export function ComparedValues({ comparison, onRemove }: ComparedValuesProps) {
  const [onlyDifferent, setOnlyDifferent] = useState(false)
  const { runs, params, metrics, tags } = comparison
  const wanted = <T extends { differs: boolean }>(rows: readonly T[]) =>
    rows.filter((row) => row.differs || !onlyDifferent)
  const text = (rows: RunComparison['params']) =>
    wanted(rows).map(({ key, differs, values }) => ({
      name: key,
      same: !differs,
      cell: (index: number) => <span className="inline-block max-w-64 break-all">{values[index] ?? NONE}</span>,
    }))
  const order = rankMetrics(metrics.map((metric) => metric.key))
  const ranked = [...wanted(metrics)].sort((a, b) => order.indexOf(a.key) - order.indexOf(b.key))
  return (
    <div className="grid gap-8">
      <Checkbox checked={onlyDifferent} onCheckedChange={setOnlyDifferent}>
        Only what differs
      </Checkbox>
      <Section title="Params">
        {params.length === 0 ? (
          <p className="text-muted">None of these runs logged a param.</p>
        ) : (
          <ComparedTable label="Params" runs={runs} rows={text(params)} onRemove={onRemove} />
        )}
      </Section>
      <Section title="Latest metrics" description="Below each value its difference to the first run.">
        {metrics.length === 0 ? (
          <p className="text-muted">None of these runs logged a metric.</p>
        ) : (
          <ComparedTable
            label="Latest metrics"
            runs={runs}
            onRemove={onRemove}
            rows={ranked.map(({ key, differs, values }) => ({
              name: key,
              same: !differs,
              cell: (index) => <MetricCell value={values[index] ?? null} first={values[0] ?? null} />,
            }))}
          />
        )}
      </Section>
      {tags.length === 0 ? null : (
        <Section title="Tags">
          <ComparedTable label="Tags" runs={runs} rows={text(tags)} onRemove={onRemove} />
        </Section>
      )}
    </div>
  )
}
