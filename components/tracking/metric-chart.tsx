'use client'
import { useMemo } from 'react'
import { ChartFrame } from '@/components/charts/chart-frame'
import { QueryView } from '@/components/feedback/query-view'
import { Skeleton } from '@/components/ui/skeleton'
import type { MetricSeries } from '@/lib/registry/tracking/metric-contract'
import { formatLogged } from './format-logged'
import { LinePlot } from './line-plot'
import { LineTable } from './line-table'
import type { XAxis } from './plot-axis'
import type { PlotOptions } from './plot-options'
import { type Part, partBetween } from './plot-part'
import { prepareMetricLines } from './prepare-metric-lines'
import { useMetricSeries } from './queries'
import { describeLines } from './read-lines'
import { runLook } from './run-look'

const HEIGHT = 180
/** Over all lines of a chart: more cannot be told apart on a screen. */
const POINTS = 12_000

interface MetricChartProps {
  metric: string
  runs: readonly { runId: string; name: string; status: string }[]
  options: PlotOptions
  /** A part of an axis was dragged over: of the one asked for, or of the one that is drawn in its place. */
  onPart: (axis: XAxis, part: Part) => void
}

function Drawing({ metric, runs, options, onPart, series }: MetricChartProps & { series: readonly MetricSeries[] }) {
  const { axis, smoothing, isLog, part } = options
  const model = useMemo(() => {
    const byRun = new Map(series.map((one) => [one.runId, one]))
    const lines = runs.flatMap((run, index) => {
      const found = byRun.get(run.runId)
      return found ? [{ ...found, id: run.runId, label: run.name, ...runLook(index) }] : []
    })
    const offsetMs = -new Date(lines[0]?.points[0]?.[1] ?? 0).getTimezoneOffset() * 60_000
    return prepareMetricLines({ lines, axis, smoothing, isLog, offsetMs, part })
  }, [series, runs, axis, smoothing, isLog, part])
  return (
    <ChartFrame
      title={metric}
      summary={describeLines(model.lines, formatLogged)}
      table={<LineTable lines={model.lines} format={formatLogged} />}
    >
      {model.isEmpty ? (
        <div
          className="hatched grid place-items-center rounded-sm border border-dashed text-xs text-muted"
          style={{ height: HEIGHT }}
        >
          <span className="bg-canvas px-2 py-1">Nothing to draw</span>
        </div>
      ) : (
        <LinePlot
          model={model}
          format={formatLogged}
          height={HEIGHT}
          onSelect={(from, to) => onPart(model.axis, partBetween(model.xDomain, from, to))}
        />
      )}
      {model.notes.length > 0 ? <p className="mt-1 text-xs text-muted">{model.notes.join(' ')}</p> : null}
    </ChartFrame>
  )
}

/** The history of one metric, a line for each run. */
export function MetricChart(props: MetricChartProps) {
  const { metric, runs, options } = props
  const points = Math.max(100, Math.min(1000, Math.floor(POINTS / Math.max(1, runs.length))))
  const query = useMetricSeries({
    runIds: runs.map((run) => run.runId),
    keys: [metric],
    points,
    isGrowing: runs.some((run) => run.status === 'RUNNING'),
    axis: options.axis,
    part: options.part,
  })
  return (
    <QueryView
      query={query}
      permission="registry:read"
      what={metric}
      loading={
        <div role="status" aria-label={`Loading ${metric}`}>
          <Skeleton className="mb-2 h-5 w-32" />
          <Skeleton className="h-[200px] w-full" />
        </div>
      }
    >
      {({ series }) => <Drawing {...props} series={series} />}
    </QueryView>
  )
}
