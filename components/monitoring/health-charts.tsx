'use client'
import { useMemo } from 'react'
import type { ChartMarker } from '@/components/charts/place-markers'
import { TimeSeriesChart } from '@/components/charts/time-series-chart'
import { formatNumber, formatPercent } from '@/components/ui/format-number'
import type { DeploymentSeries } from '@/lib/monitoring/contract'
import { latencySeries, qualitySeries, trafficSeries } from './prepare-health'

const SHARE = [0, 1] as const
const perSecond = (value: number) => `${formatNumber(value)}/s`
const milliseconds = (value: number) => `${formatNumber(value)} ms`

export function HealthCharts({ data, markers }: { data: DeploymentSeries; markers: readonly ChartMarker[] }) {
  const series = useMemo(
    () => ({
      traffic: trafficSeries(data, (point) => ({ value: point.requestsPerSecond, n: point.requests })),
      errors: trafficSeries(data, (point) => ({
        value: point.errorRate,
        lower: point.errorLow,
        upper: point.errorHigh,
        n: point.requests,
      })),
      latency: latencySeries(data),
      accuracy: qualitySeries(data, (point) => ({
        value: point.accuracy,
        lower: point.accuracyLow,
        upper: point.accuracyHigh,
        n: point.n,
      })),
      precision: qualitySeries(data, (point) => ({ value: point.precision, n: point.n })),
      recall: qualitySeries(data, (point) => ({ value: point.recall, n: point.n })),
      mae: qualitySeries(data, (point) => ({ value: point.mae, n: point.n })),
      coverage: qualitySeries(data, (point) => ({
        value: point.predictions === 0 ? null : Math.min(1, point.n / point.predictions),
        n: point.predictions,
      })),
    }),
    [data],
  )
  const known = (name: keyof typeof series) =>
    series[name].some((one) => one.points.some((point) => point.value !== null))
  const shared = { from: Date.parse(data.from), to: Date.parse(data.to), markers, cursorId: 'health' }
  const traffic = { ...shared, stepMs: data.stepSec * 1000 }
  const quality = { ...shared, stepMs: data.qualityStepSec * 1000 }
  return (
    <div className="grid gap-x-8 gap-y-6 md:grid-cols-2">
      <TimeSeriesChart title="Requests per second" series={series.traffic} format={perSecond} {...traffic} />
      <TimeSeriesChart title="Server error rate" series={series.errors} format={formatPercent} {...traffic} />
      <TimeSeriesChart title="Latency p50, p95, p99" series={series.latency} format={milliseconds} {...traffic} />
      {known('mae') ? (
        <TimeSeriesChart title="Mean absolute error" series={series.mae} format={formatNumber} {...quality} />
      ) : (
        <TimeSeriesChart
          title="Accuracy on labelled requests"
          series={series.accuracy}
          format={formatPercent}
          bounds={SHARE}
          emptyText="No slot holds enough labels yet"
          {...quality}
        />
      )}
      {known('precision') ? (
        <TimeSeriesChart
          title="Precision"
          series={series.precision}
          format={formatPercent}
          bounds={SHARE}
          {...quality}
        />
      ) : null}
      {known('recall') ? (
        <TimeSeriesChart title="Recall" series={series.recall} format={formatPercent} bounds={SHARE} {...quality} />
      ) : null}
      {known('coverage') ? (
        <TimeSeriesChart
          title="Label coverage"
          series={series.coverage}
          format={formatPercent}
          bounds={SHARE}
          {...quality}
        />
      ) : null}
    </div>
  )
}
