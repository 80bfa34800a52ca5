'use client'
import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts'
import { formatChartTime } from './chart-time'
import type { ChartRow, TimeSeriesModel } from './prepare-time-series'
import { SeriesTooltip } from './series-tooltip'
import { timeTicks } from './time-ticks'

interface TimeSeriesPlotProps {
  model: TimeSeriesModel
  format: (value: number) => string
  /** Charts with one id share the cursor. */
  cursorId?: string
  height: number
}

const TICK = { fill: 'var(--chart-axis)', fontSize: 11 }

/** Charts with other slots follow the cursor to the slot that is nearest in time. */
const nearestRow = (rows: readonly ChartRow[]) => (_ticks: unknown, cursor: { activeLabel?: string | number }) => {
  const x = Number(cursor.activeLabel)
  return rows.reduce((best, row, i) => (Math.abs(row.x - x) < Math.abs((rows[best]?.x ?? 0) - x) ? i : best), 0)
}

/** A value between gaps; recharts hands in the rest. */
function LonePoint({
  id,
  cx,
  cy,
  stroke,
  payload,
}: {
  id: string
  cx?: number
  cy?: number
  stroke?: string
  payload?: ChartRow
}) {
  return payload?.alone[id] && cx !== undefined && cy !== undefined ? (
    <circle cx={cx} cy={cy} r={2.5} fill={stroke} />
  ) : null
}

/** Draws a prepared model; decides nothing. */
export function TimeSeriesPlot({ model, format, cursorId, height }: TimeSeriesPlotProps) {
  const span = model.to - model.from
  const offsetMs = -new Date(model.to).getTimezoneOffset() * 60_000
  return (
    <ResponsiveContainer width="100%" height={height}>
      <ComposedChart
        data={model.rows}
        syncId={cursorId}
        syncMethod={nearestRow(model.rows)}
        margin={{ top: 8, right: 12, bottom: 0, left: 0 }}
        accessibilityLayer={false}
      >
        <CartesianGrid stroke="var(--chart-grid)" vertical={false} />
        <XAxis
          dataKey="x"
          type="number"
          domain={[model.from, model.to]}
          tickFormatter={(t: number) => formatChartTime(t, span)}
          tick={TICK}
          tickLine={false}
          axisLine={{ stroke: 'var(--chart-grid)' }}
          ticks={timeTicks(model.from, model.to, offsetMs)}
          interval="preserveStartEnd"
        />
        <YAxis
          domain={model.yDomain}
          tickFormatter={format}
          tick={TICK}
          tickLine={false}
          axisLine={false}
          width={52}
          ticks={model.yTicks}
          interval={0}
          allowDataOverflow
        />
        <Tooltip
          isAnimationActive={false}
          cursor={{ stroke: 'var(--line-strong)', strokeDasharray: '2 2' }}
          content={({ active, payload }) => {
            const row: ChartRow | undefined = payload?.[0]?.payload
            return active && row ? <SeriesTooltip row={row} model={model} format={format} /> : null
          }}
        />
        {model.markers.map((marker) => (
          <ReferenceLine
            key={`${marker.t}-${marker.label}`}
            x={marker.t}
            stroke="var(--line-strong)"
            strokeDasharray="3 3"
            label={
              marker.shown
                ? {
                    value: marker.label,
                    position: marker.side === 'left' ? 'insideTopRight' : 'insideTopLeft',
                    fill: 'var(--muted)',
                    fontSize: 11,
                  }
                : undefined
            }
          />
        ))}
        {model.series
          .filter((one) => one.hasBand)
          .map((one) => (
            <Area
              key={`${one.id}-band`}
              dataKey={(row: ChartRow) => row.bands[one.id] ?? null}
              stroke="none"
              fill={one.color}
              fillOpacity={0.14}
              isAnimationActive={false}
              activeDot={false}
            />
          ))}
        {model.series.map((one) => (
          <Line
            key={one.id}
            dataKey={(row: ChartRow) => row.values[one.id] ?? null}
            name={one.label}
            stroke={one.color}
            strokeDasharray={one.dash}
            strokeWidth={1.75}
            dot={<LonePoint id={one.id} />}
            isAnimationActive={false}
            connectNulls={false}
          />
        ))}
      </ComposedChart>
    </ResponsiveContainer>
  )
}
