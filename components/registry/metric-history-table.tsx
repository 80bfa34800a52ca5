import type { MetricHistoryModel } from './prepare-metric-history'

interface MetricHistoryTableProps {
  model: MetricHistoryModel
  metric: string
  format: (value: number) => string
}

export function MetricHistoryTable({ model, metric, format }: MetricHistoryTableProps) {
  return (
    <table className="w-full">
      <thead className="sticky top-0 bg-sunken">
        <tr>
          <th scope="col" className="px-2 py-1 text-left font-medium">
            Version
          </th>
          <th scope="col" className="px-2 py-1 text-right font-medium">
            {metric}
          </th>
        </tr>
      </thead>
      <tbody className="divide-y">
        {model.points.map((point) => (
          <tr key={point.number}>
            <th scope="row" className="px-2 py-1 text-left font-normal">
              v{point.number} <span className="text-faint">{point.aliases.join(', ')}</span>
            </th>
            <td className="px-2 py-1 text-right">
              {point.value === null ? <span className="text-faint">not stated</span> : format(point.value)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
