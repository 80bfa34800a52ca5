'use client'
import { QueryView } from '@/components/feedback/query-view'
import { Figure } from '@/components/ui/figure'
import { formatInterval, formatNumber, formatPercent } from '@/components/ui/format-number'
import { VariantMark } from '@/components/ui/variant-mark'
import type { EstimateView, VariantSummary } from '@/lib/monitoring/contract'
import { useSummary } from './queries'

interface VariantFigure {
  label: string
  pick: (variant: VariantSummary) => EstimateView | null
  format: (value: number) => string
  /** Fewest that make the figure worth showing, and of what. */
  want: number
  of: string
}

function EstimateFigure({ figure, variant }: { figure: VariantFigure; variant: VariantSummary }) {
  const { label, format, want, of } = figure
  const estimate = figure.pick(variant)
  if (estimate === null) return null
  const { value, low, high, n } = estimate
  const interval = low === null || high === null ? undefined : formatInterval(low, high, format)
  return (
    <Figure
      label={label}
      value={value === null ? null : format(value)}
      n={value === null ? undefined : n}
      interval={interval}
      need={value === null ? { have: n, want, of } : undefined}
    />
  )
}

const ms = (value: number) => `${formatNumber(value)} ms`

function Mark({ variant }: { variant: VariantSummary }) {
  return (
    <VariantMark role={variant.role === 'retired' ? 'shadow' : variant.role} versionNumber={variant.versionNumber} />
  )
}

const FIGURES: readonly VariantFigure[] = [
  { label: 'Server errors', pick: (one) => one.errorRate, format: formatPercent, want: 1, of: 'requests' },
  { label: 'Latency p50', pick: (one) => one.latency.p50, format: ms, want: 1, of: 'requests' },
  { label: 'Latency p95', pick: (one) => one.latency.p95, format: ms, want: 59, of: 'requests' },
  { label: 'Latency p99', pick: (one) => one.latency.p99, format: ms, want: 299, of: 'requests' },
  { label: 'Accuracy', pick: (one) => one.quality.accuracy, format: formatPercent, want: 100, of: 'labels' },
  {
    label: 'Precision',
    pick: (one) => one.quality.precision,
    format: formatPercent,
    want: 30,
    of: 'positive predictions',
  },
  { label: 'Recall', pick: (one) => one.quality.recall, format: formatPercent, want: 30, of: 'positives' },
  { label: 'Mean absolute error', pick: (one) => one.quality.mae, format: formatNumber, want: 100, of: 'labels' },
  { label: 'Label coverage', pick: (one) => one.quality.coverage, format: formatPercent, want: 1, of: 'predictions' },
]

function Row({ variant }: { variant: VariantSummary }) {
  if (variant.requests === 0)
    return (
      <li className="flex flex-wrap items-center gap-x-4 border-t py-2">
        <Mark variant={variant} />
        <span className="text-muted">no request in this range</span>
      </li>
    )
  return (
    <li className="grid gap-2 border-t py-3">
      <Mark variant={variant} />
      <div className="grid grid-cols-2 gap-x-4 gap-y-3 sm:grid-cols-4 xl:grid-cols-9">
        <Figure
          label="Requests"
          value={`${formatNumber(variant.requestsPerSecond)}/s`}
          n={variant.requests}
          note={variant.share === null ? undefined : `${formatPercent(variant.share)} of traffic`}
        />
        {FIGURES.map((figure) => (
          <EstimateFigure key={figure.label} figure={figure} variant={variant} />
        ))}
      </div>
    </li>
  )
}

export function VariantFigures({
  deploymentId,
  window,
}: {
  deploymentId: string
  window: { from: string; to: string }
}) {
  const query = useSummary(deploymentId, window)
  return (
    <QueryView query={query} permission="monitoring:read" what="these figures">
      {(data) =>
        data.variants.length === 0 ? (
          <p className="hatched rounded-sm border border-dashed px-3 py-4 text-muted">
            No request was captured in this range.
          </p>
        ) : (
          <ul>
            {data.variants.map((variant) => (
              <Row key={variant.variantId} variant={variant} />
            ))}
          </ul>
        )
      }
    </QueryView>
  )
}
