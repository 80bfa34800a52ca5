'use client'
import { useWorkspace } from '@/components/api/workspace-context'
import { formatSigned } from '@/components/ui/format-number'
import { Section } from '@/components/ui/section'
import { StatusLine } from '@/components/ui/status-line'
import { ComparisonTable } from './comparison-table'
import type { Comparison } from './describe-comparison'
import { formatMetric } from './format-metric'

const NOT_GIVEN = <span className="text-faint">not given</span>

function MetricCell({ values, index }: { values: readonly (number | null)[]; index: number }) {
  const value = values[index] ?? null
  const baseline = values[0] ?? null
  if (value === null) return NOT_GIVEN
  return (
    <span className="whitespace-nowrap">
      {formatMetric(value)}
      {index === 0 || baseline === null || value === baseline ? null : (
        <span className="block text-xs text-muted">{formatSigned(value - baseline)}</span>
      )}
    </span>
  )
}

interface SignatureCellProps {
  row: Comparison['signature'][number]
  index: number
  /** Without both signatures nothing is said, least of all that it fits. */
  known: boolean
}

function SignatureCell({ row, index, known }: SignatureCellProps) {
  if (!known) return <span className="text-faint">not known</span>
  const value = row.values[index] ?? null
  return (
    <span className="inline-grid justify-items-end">
      <span className="max-w-80">{value ?? 'none'}</span>
      {index > 0 && value !== row.values[0] ? (
        <StatusLine state={row.breaking[index] ? 'HARM' : 'DONE'}>
          {row.breaking[index] ? 'breaks callers' : 'compatible'}
        </StatusLine>
      ) : null}
    </span>
  )
}

export function ComparisonView({ comparison }: { comparison: Comparison }) {
  const workspace = useWorkspace()
  const versions = comparison.versions.map(({ id, number, modelId }) => ({
    id,
    number,
    href: `/${workspace}/models/${modelId}/versions/${id}`,
  }))
  const unknown = comparison.breaking.includes(null)
  return (
    <div className="grid gap-8">
      <Section
        title="Metrics at training"
        description="Given at registration, without intervals; differences are to the baseline. What decides is measured in production, on Compare of a deployment."
      >
        {comparison.metrics.length === 0 ? (
          <p className="text-muted">None of these versions carries a metric.</p>
        ) : (
          <ComparisonTable
            label="Metrics at training"
            versions={versions}
            rows={comparison.metrics.map(({ name, values, same }) => ({
              name,
              same,
              cell: (index) => <MetricCell values={values} index={index} />,
            }))}
          />
        )}
      </Section>
      <Section title="Signature" description={unknown ? 'Of at least one version no signature is known.' : undefined}>
        {comparison.signature.length === 0 ? (
          <p className="text-muted">
            {unknown
              ? 'Nothing can be said about callers without both signatures.'
              : 'Inputs, outputs, features and classes are the same.'}
          </p>
        ) : (
          <ComparisonTable
            label="Signature"
            versions={versions}
            rows={comparison.signature.map((row) => ({
              name: `${row.part} ${row.name === row.part ? '' : row.name}`,
              cell: (index) => <SignatureCell row={row} index={index} known={comparison.breaking[index] !== null} />,
              same: false,
            }))}
          />
        )}
      </Section>
      <Section title="Parameters">
        {comparison.params.length === 0 ? (
          <p className="text-muted">None of these versions carries a parameter.</p>
        ) : (
          <ComparisonTable
            label="Parameters"
            versions={versions}
            rows={comparison.params.map(({ name, values, same }) => ({
              name,
              same,
              cell: (index) => values[index] ?? NOT_GIVEN,
            }))}
          />
        )}
      </Section>
    </div>
  )
}
