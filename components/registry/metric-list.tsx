import { byMetricRank, formatMetric } from './format-metric'

function Rows({ label, rows }: { label: string; rows: readonly (readonly [string, string])[] }) {
  return (
    <table aria-label={label} className="w-full">
      <thead>
        <tr className="border-b text-left text-xs text-muted">
          <th scope="col" className="h-8 font-medium">
            {label}
          </th>
          <th scope="col" className="h-8 text-right font-medium">
            Value
          </th>
        </tr>
      </thead>
      <tbody className="divide-y">
        {rows.map(([name, value]) => (
          <tr key={name}>
            <th scope="row" className="py-1 text-left font-normal text-muted">
              {name}
            </th>
            <td className="py-1 text-right break-all">{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** As given at registration: measured by whoever trained it, not by Slipway. */
export function MetricList({ metrics, params }: { metrics: Record<string, number>; params: Record<string, string> }) {
  const values = Object.entries(metrics)
    .sort(byMetricRank)
    .map(([name, value]) => [name, formatMetric(value)] as const)
  const settings = Object.entries(params)
  if (values.length + settings.length === 0) return <p className="text-muted">No metric was given at registration.</p>
  return (
    <div className="grid content-start gap-6">
      {values.length > 0 ? (
        <div>
          <Rows label="Metric at training" rows={values} />
          <p className="pt-1 text-xs text-faint">
            Given at registration; Slipway measures quality in production on the deployment page.
          </p>
        </div>
      ) : null}
      {settings.length > 0 ? <Rows label="Parameter" rows={settings} /> : null}
    </div>
  )
}
