'use client'
import { CartesianGrid, Line, LineChart, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { tickText } from '@/components/tracking/plot-axis'
import type { MetricHistoryModel, MetricPoint } from './prepare-metric-history'

interface MetricHistoryPlotProps {
  model: MetricHistoryModel
  format: (value: number) => string
  height: number
}

const ROW_HEIGHT = 12
const TICK = { fill: 'var(--chart-axis)', fontSize: 11 }

function Mark({ cx, cy, payload }: { cx?: number; cy?: number; payload?: MetricPoint }) {
  if (cx === undefined || cy === undefined || payload?.value == null) return null
  const hollow = payload.refused
  return (
    <circle
      cx={cx}
      cy={cy}
      r={3}
      stroke="var(--variant-candidate)"
      fill={hollow ? 'none' : 'var(--variant-candidate)'}
    />
  )
}

/** Draws a prepared model; decides nothing. */
export function MetricHistoryPlot({ model, format, height }: MetricHistoryPlotProps) {
  return (
    <ResponsiveContainer width="100%" height={height}>
      <LineChart data={model.points} margin={{ top: 16, right: 16, bottom: 0, left: 0 }} accessibilityLayer={false}>
        <CartesianGrid stroke="var(--chart-grid)" vertical={false} />
        <XAxis
          dataKey="number"
          tickFormatter={(number: number) => `v${number}`}
          tick={TICK}
          tickLine={false}
          axisLine={{ stroke: 'var(--chart-grid)' }}
          minTickGap={24}
          padding={{ left: 12, right: 12 }}
        />
        <YAxis
          domain={[model.yTicks[0] ?? 0, model.yTicks.at(-1) ?? 1]}
          ticks={model.yTicks}
          interval={0}
          tickFormatter={tickText}
          tick={TICK}
          tickLine={false}
          axisLine={false}
          width={60}
        />
        <Tooltip
          isAnimationActive={false}
          cursor={{ stroke: 'var(--line-strong)', strokeDasharray: '2 2' }}
          content={({ active, payload }) => {
            const point: MetricPoint | undefined = payload?.[0]?.payload
            return active && point ? (
              <span className="rounded-sm border bg-raised px-2 py-1 text-xs shadow-float">
                v{point.number}: {point.value === null ? 'not stated' : format(point.value)}
                {point.aliases.length > 0 ? ` (${point.aliases.join(', ')})` : ''}
              </span>
            ) : null
          }}
        />
        {model.marks.map((mark) => (
          <ReferenceLine
            key={mark.number}
            x={mark.number}
            stroke="var(--line-strong)"
            strokeDasharray="3 3"
            label={{
              value: mark.words,
              position: mark.side === 'left' ? 'insideTopRight' : 'insideTopLeft',
              dy: mark.row * ROW_HEIGHT,
              fill: 'var(--muted)',
              fontSize: 10,
            }}
          />
        ))}
        <Line
          dataKey="value"
          stroke="var(--variant-candidate)"
          strokeWidth={1.75}
          dot={<Mark />}
          isAnimationActive={false}
          connectNulls={false}
        />
      </LineChart>
    </ResponsiveContainer>
  )
}
