import { formatChartTime } from './chart-time'
import type { TimeSeriesModel } from './prepare-time-series'

interface SeriesTableProps {
  model: TimeSeriesModel
  format: (value: number) => string
}

/** The chart's numbers, newest first, with n where it is known. */
export function SeriesTable({ model, format }: SeriesTableProps) {
  const span = model.to - model.from
  const rows = model.rows.filter((row) => Object.values(row.values).some((value) => value !== null)).reverse()
  return (
    <table className="w-full">
      <thead className="sticky top-0 bg-sunken text-left">
        <tr>
          <th scope="col" className="px-2 py-1 font-medium">
            Time
          </th>
          {model.series.map((one) => (
            <th key={one.id} scope="col" className="px-2 py-1 text-right font-medium">
              {one.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="divide-y">
        {rows.map((row) => (
          <tr key={row.t}>
            <th scope="row" className="px-2 py-1 text-left font-normal text-muted">
              {formatChartTime(row.t, Math.max(span, 600_001))}
            </th>
            {model.series.map((one) => {
              const value = row.values[one.id]
              const n = row.n[one.id]
              return (
                <td key={one.id} className="px-2 py-1 text-right">
                  {value == null ? <span className="text-faint">no data</span> : format(value)}
                  {n == null ? null : <span className="text-faint"> n {n}</span>}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
