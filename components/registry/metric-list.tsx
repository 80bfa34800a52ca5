import { ValueList } from '@/components/ui/value-list'
import { byMetricRank, formatMetric } from './format-metric'

/** As given at registration: measured by whoever trained it, not by Slipway. */
export function MetricList({ metrics, params }: { metrics: Record<string, number>; params: Record<string, string> }) {
  const values = Object.entries(metrics)
    .sort(byMetricRank)
    .map(([name, value]) => ({ key: name, value: formatMetric(value) }))
  const settings = Object.entries(params).map(([key, value]) => ({ key, value }))
  if (values.length + settings.length === 0) return <p className="text-muted">No metric was given at registration.</p>
  return (
    <div className="grid content-start gap-6">
      {values.length > 0 ? (
        <div>
          <ValueList label="Metric at training" rows={values} />
          <p className="pt-1 text-xs text-faint">
            Given at registration; Slipway measures quality in production on the deployment page.
          </p>
        </div>
      ) : null}
      {settings.length > 0 ? <ValueList label="Parameter" rows={settings} /> : null}
    </div>
  )
}
