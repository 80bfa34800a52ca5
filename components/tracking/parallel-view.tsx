'use client'
import { useMemo, useState } from 'react'
import { useUrlState } from '@/components/api/use-url-state'
import { ChartFrame } from '@/components/charts/chart-frame'
import { EmptyState } from '@/components/feedback/empty-state'
import { Button } from '@/components/ui/button'
import { Select } from '@/components/ui/select'
import type { RunView } from '@/lib/registry/tracking/run-contract'
import { ColumnPicker } from './column-picker'
import { ParallelPlot } from './parallel-plot'
import { ParallelRuns } from './parallel-runs'
import { ParallelTable } from './parallel-table'
import { defaultAxes, prepareParallel, type Ranges } from './prepare-parallel'
import { RangeControls } from './range-controls'
import { fieldOf, fieldsOf, fieldsText, parseFields } from './run-fields'
import { ShadeLegend } from './shade-legend'

interface ParallelViewProps {
  runs: readonly RunView[]
  /** Offered when a range keeps some of the runs. */
  onKeep?: (runIds: string[]) => void
}

/** Many runs at once: a line each over the params that differ and the metrics that came of them. */
export function ParallelView({ runs, onKeep }: ParallelViewProps) {
  const { get, set } = useUrlState()
  const [ranges, setRanges] = useState<Ranges>({})
  const [active, setActive] = useState<string | null>(null)
  const asked = get('axes')
  const fields = useMemo(() => (asked === '' ? defaultAxes(runs) : parseFields(asked)), [asked, runs])
  const metrics = fieldsOf(runs).filter((field) => field.kind === 'metrics')
  const color = fieldOf(get('color')) ?? fields.find((field) => field.kind === 'metrics') ?? metrics[0] ?? null
  const colorId = color?.id ?? ''
  const model = useMemo(() => prepareParallel(runs, fields, fieldOf(colorId), ranges), [runs, fields, colorId, ranges])
  const onRange = (axisId: string, range: readonly [number, number] | null) =>
    setRanges(({ [axisId]: _, ...rest }) => (range === null ? rest : { ...rest, [axisId]: range }))
  if (runs.length < 2 || fields.length < 2)
    return (
      <EmptyState
        title="Nothing to lay side by side"
        text="Parallel coordinates need two runs that differ in two or more params or metrics."
      />
    )
  const some = model.kept.length < runs.length && model.kept.length > 0
  return (
    <div className="grid grid-cols-1 gap-4">
      <div className="flex flex-wrap items-center gap-2">
        <ColumnPicker
          what="Axes"
          fields={fieldsOf(runs)}
          shown={fields}
          onChange={(next) => set({ axes: next === null ? null : fieldsText(next) })}
        />
        <Select
          label="Colour by"
          className="w-56"
          options={metrics.map((field) => ({ value: field.id, label: `Colour by ${field.key}` }))}
          value={colorId}
          onValueChange={(id) => set({ color: id })}
        />
        {some && onKeep ? (
          <Button onClick={() => onKeep(model.kept)}>Keep only these {model.kept.length}</Button>
        ) : null}
      </div>
      <RangeControls axes={model.axes} ranges={ranges} onRange={onRange} />
      <ChartFrame
        title="Parallel coordinates"
        summary={model.summary}
        legend={model.color ? <ShadeLegend axis={model.color} /> : null}
        aside={
          <span aria-live="polite">
            {model.kept.length} of {runs.length} runs
          </span>
        }
        table={<ParallelTable model={model} runs={runs} />}
      >
        <ParallelPlot model={model} ranges={ranges} onRange={onRange} active={active} onActive={setActive} />
      </ChartFrame>
      <ParallelRuns model={model} runs={runs} active={active} onActive={setActive} />
    </div>
  )
}
