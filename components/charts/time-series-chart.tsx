'use client'
import dynamic from 'next/dynamic'
import { useMemo } from 'react'
import { Skeleton } from '@/components/ui/skeleton'
import { ChartFrame } from './chart-frame'
import { ChartLegend } from './chart-legend'
import { prepareTimeSeries, summarizeTimeSeries, type TimeSeriesInput } from './prepare-time-series'
import { SeriesTable } from './series-table'

const HEIGHT = 148

// The drawing library is the heaviest thing of any page: it comes after the words and numbers.
const Plot = dynamic(() => import('./time-series-plot').then((module) => module.TimeSeriesPlot), {
  ssr: false,
  loading: () => <Skeleton className="h-[148px] w-full" />,
})

interface TimeSeriesChartProps extends TimeSeriesInput {
  title: string
  format: (value: number) => string
  cursorId?: string
  /** Shown instead of an empty drawing. */
  emptyText?: string
}

export function TimeSeriesChart({
  title,
  format,
  cursorId,
  emptyText = 'No data in this range',
  ...input
}: TimeSeriesChartProps) {
  const { series, from, to, stepMs, markers, bounds } = input
  const model = useMemo(
    () => prepareTimeSeries({ series, from, to, stepMs, markers, bounds }),
    [series, from, to, stepMs, markers, bounds],
  )
  const legend = model.series.map((one) => ({
    ...one,
    value: one.latest?.value == null ? 'no data' : format(one.latest.value),
  }))
  return (
    <ChartFrame
      title={title}
      summary={summarizeTimeSeries(model, format)}
      legend={<ChartLegend items={legend} />}
      table={<SeriesTable model={model} format={format} />}
    >
      {model.isEmpty ? (
        <div className="hatched grid h-[148px] place-items-center rounded-sm border border-dashed text-center text-xs text-muted">
          <span className="bg-canvas px-2 py-1">{emptyText}</span>
        </div>
      ) : (
        <Plot model={model} format={format} cursorId={cursorId} height={HEIGHT} />
      )}
    </ChartFrame>
  )
}
