import { formatCount } from '@/components/ui/format-number'
import type { ChartRow, TimeSeriesModel } from './prepare-time-series'

interface SeriesTooltipProps {
  row: ChartRow
  model: TimeSeriesModel
  format: (value: number) => string
}

export function SeriesTooltip({ row, model, format }: SeriesTooltipProps) {
  const at = new Date(row.t)
  return (
    <div className="rounded-sm border bg-raised px-2 py-1.5 text-xs shadow-float">
      <div className="text-muted" title={at.toISOString()}>
        {at.toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'medium', hourCycle: 'h23' })}
      </div>
      {model.series.map((one) => {
        const value = row.values[one.id]
        const band = row.bands[one.id]
        const n = row.n[one.id]
        return (
          <div key={one.id} className="flex items-center gap-1.5">
            <span aria-hidden className="size-2 rounded-[2px]" style={{ background: one.color }} />
            <span className="flex-1 text-muted">{one.label}</span>
            <span className="font-medium">{value == null ? 'no data' : format(value)}</span>
            {band ? (
              <span className="text-faint">
                [{format(band[0])}, {format(band[1])}]
              </span>
            ) : null}
            {n == null ? null : <span className="text-faint">n {formatCount(n)}</span>}
          </div>
        )
      })}
    </div>
  )
}
