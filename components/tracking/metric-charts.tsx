'use client'
import { useState } from 'react'
import { useUrlState } from '@/components/api/use-url-state'
import { ChartLegend } from '@/components/charts/chart-legend'
import { EmptyState } from '@/components/feedback/empty-state'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import type { RunView } from '@/lib/registry/tracking/run-contract'
import { MetricChart } from './metric-chart'
import { PlotControls, usePlotOptions } from './plot-controls'
import { PART_KEY, partText } from './plot-part'
import { fieldsOf } from './run-fields'
import { runLook } from './run-look'

/** A request each: more come when they are asked for. */
const AT_ONCE = 8
/** Lines beyond these cannot be told apart, and the server draws at most 50 runs at once. */
const MAX_DRAWN = 20

/** A chart for each metric of the runs; all share axis, scale and smoothing. */
export function MetricCharts({ runs }: { runs: readonly RunView[] }) {
  const [options, setSmoothing] = usePlotOptions()
  const { set } = useUrlState()
  const [text, setText] = useState('')
  const [most, setMost] = useState(AT_ONCE)
  const drawn = runs.slice(0, MAX_DRAWN)
  const metrics = fieldsOf(drawn)
    .filter((field) => field.kind === 'metrics')
    .map((field) => field.key)
  const matching = metrics.filter((metric) => metric.toLowerCase().includes(text.trim().toLowerCase()))
  const shown = matching.slice(0, most)
  if (metrics.length === 0)
    return (
      <EmptyState
        title="No metric yet"
        text="Programs log values over steps with mlflow.log_metric(key, value, step)."
      />
    )
  return (
    <div className="grid grid-cols-1 gap-4">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <PlotControls options={options} onSmoothing={setSmoothing} />
        {metrics.length > AT_ONCE ? (
          <Input
            aria-label="Search metrics"
            placeholder="Search metrics"
            className="w-48!"
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        ) : null}
      </div>
      {drawn.length > 1 ? (
        <ChartLegend items={drawn.map((run, index) => ({ id: run.runId, label: run.name, ...runLook(index) }))} />
      ) : null}
      {runs.length > drawn.length ? (
        <p className="text-muted">
          The first {drawn.length} of {runs.length} runs are drawn.
        </p>
      ) : null}
      <div className="grid grid-cols-1 gap-x-8 gap-y-6 lg:grid-cols-2">
        {shown.map((metric) => (
          <MetricChart
            key={metric}
            metric={metric}
            runs={drawn}
            options={options}
            onPart={(axis, part) => set({ x: axis === 'step' ? null : axis, [PART_KEY[axis]]: partText(part) })}
          />
        ))}
      </div>
      {shown.length < matching.length ? (
        <div className="flex items-center gap-3 text-muted">
          <Button onClick={() => setMost(most + AT_ONCE)}>Show more</Button>
          {shown.length} of {matching.length} metrics
        </div>
      ) : null}
    </div>
  )
}
