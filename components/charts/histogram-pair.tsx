'use client'
import { useMemo } from 'react'
import { formatCount, formatPercent, formatSigned } from '@/components/ui/format-number'
import { ChartFrame } from './chart-frame'
import { type HistogramBin, type HistogramPairModel, prepareHistogramPair } from './prepare-histogram-pair'

function BinTable({ model }: { model: HistogramPairModel }) {
  return (
    <table className="w-full">
      <thead className="sticky top-0 bg-sunken">
        <tr className="text-right">
          <th scope="col" className="px-2 py-1 text-left font-medium">
            Bin
          </th>
          <th scope="col" className="px-2 py-1 font-medium">
            Reference
          </th>
          <th scope="col" className="px-2 py-1 font-medium">
            Current
          </th>
        </tr>
      </thead>
      <tbody className="divide-y">
        {model.bins.map((bin) => (
          <tr key={bin.label} className="text-right">
            <th scope="row" className="px-2 py-1 text-left font-normal">
              {bin.label}
            </th>
            <td className="px-2 py-1">
              {formatPercent(bin.referenceShare)} <span className="text-faint">n {formatCount(bin.reference)}</span>
            </td>
            <td className="px-2 py-1">
              {formatPercent(bin.currentShare)} <span className="text-faint">n {formatCount(bin.current)}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Reference as an outline, current filled, on one axis of shares. */
export function HistogramPair({ title, bins }: { title: string; bins: readonly HistogramBin[] }) {
  const model = useMemo(() => prepareHistogramPair(bins), [bins])
  const shift = model.largestShift
  const summary = shift
    ? `Largest shift: bin ${shift.label}, ${formatSigned(shift.points * 100, (x) => x.toFixed(1).replace('-', '−'))} percentage points.`
    : 'No comparison is possible yet.'
  const width = 100 / Math.max(1, model.bins.length)
  // Every label where they fit, else as many as do.
  const every = Math.ceil(model.bins.length / 20)
  return (
    <ChartFrame
      title={title}
      summary={summary}
      aside={
        <span>
          reference n {formatCount(model.referenceTotal)} · current n {formatCount(model.currentTotal)}
        </span>
      }
      table={<BinTable model={model} />}
    >
      <p aria-hidden className="text-xs text-faint">
        {formatPercent(model.top)}
      </p>
      <svg role="img" aria-label={summary} viewBox="0 0 100 48" preserveAspectRatio="none" className="h-40 w-full">
        {model.bins.map((bin, index) => {
          const current = (bin.currentShare / model.top) * 46
          const reference = (bin.referenceShare / model.top) * 46
          return (
            <g key={bin.label}>
              <title>{`${bin.label}: reference ${formatPercent(bin.referenceShare)}, current ${formatPercent(bin.currentShare)}`}</title>
              <rect
                x={index * width + width * 0.08}
                y={48 - current}
                width={width * 0.84}
                height={current}
                fill="var(--variant-candidate)"
                fillOpacity="0.45"
              />
              <rect
                x={index * width + width * 0.08}
                y={48 - reference}
                width={width * 0.84}
                height={reference}
                fill="none"
                stroke="var(--variant-stable)"
                vectorEffect="non-scaling-stroke"
              />
            </g>
          )
        })}
      </svg>
      <div className="flex border-t text-xs text-faint">
        {model.bins.map((bin, index) => (
          <span key={bin.label} style={{ width: `${width}%` }} className="truncate text-center" title={bin.label}>
            {index % every === 0 ? bin.label : ''}
          </span>
        ))}
      </div>
      <p className="mt-1 flex flex-wrap items-center gap-x-4 gap-y-1 text-xs text-muted">
        <span className="inline-flex items-center gap-1.5">
          <span aria-hidden className="h-3 w-4 border border-variant-stable" /> reference
        </span>
        <span className="inline-flex items-center gap-1.5">
          <span aria-hidden className="h-3 w-4 bg-variant-candidate/45" /> current
        </span>
        <span>{summary}</span>
      </p>
    </ChartFrame>
  )
}
