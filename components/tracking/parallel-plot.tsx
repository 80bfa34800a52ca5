'use client'
import { PLOT_UNIT } from './line-path'
import { ParallelAxisMark } from './parallel-axis-mark'
import type { ParallelLine, ParallelModel, Ranges } from './prepare-parallel'
import { shadeColor } from './shade-color'

interface ParallelPlotProps {
  model: ParallelModel
  ranges: Ranges
  onRange: (axisId: string, range: readonly [number, number] | null) => void
  active: string | null
  onActive: (runId: string | null) => void
}

const HEIGHT = 300
/** Where runs without a value pass an axis: below it. */
const NOWHERE = 1.06
const VIEW = `0 0 ${PLOT_UNIT} ${PLOT_UNIT}`

function pathOf(line: ParallelLine): string {
  const last = Math.max(1, line.places.length - 1)
  const places = line.places.map((place, index) => {
    const y = place === null ? NOWHERE : 1 - place
    return `${Math.round((index / last) * PLOT_UNIT)} ${Math.round(y * PLOT_UNIT)}`
  })
  return `M${places.join('L')}`
}

/** Draws a prepared model; decides nothing. */
export function ParallelPlot({ model, ranges, onRange, active, onActive }: ParallelPlotProps) {
  const order = [...model.lines].sort(
    (a, b) => Number(a.isKept) - Number(b.isKept) || Number(a.runId === active) - Number(b.runId === active),
  )
  const last = Math.max(1, model.axes.length - 1)
  return (
    <div className="overflow-x-auto pb-2">
      <div className="px-16 pt-8 pb-12" style={{ minWidth: model.axes.length * 120 }} aria-hidden>
        <div className="relative text-[11px] text-[var(--chart-axis)]" style={{ height: HEIGHT }}>
          <svg
            viewBox={VIEW}
            preserveAspectRatio="none"
            className="absolute inset-0 size-full overflow-visible"
            fill="none"
            strokeLinejoin="round"
            aria-hidden="true"
          >
            {order.map((line) => {
              const isActive = line.runId === active
              const path = pathOf(line)
              return (
                <g key={line.runId} onPointerEnter={() => onActive(line.runId)} onPointerLeave={() => onActive(null)}>
                  <path
                    d={path}
                    stroke="transparent"
                    strokeWidth={9}
                    vectorEffect="non-scaling-stroke"
                    pointerEvents="stroke"
                  />
                  <path
                    d={path}
                    stroke={isActive ? 'var(--ink)' : line.isKept ? shadeColor(line.shade) : 'var(--line)'}
                    strokeOpacity={isActive || !line.isKept ? 1 : 0.75}
                    strokeDasharray={line.shade === null && model.color ? '4 3' : undefined}
                    strokeWidth={isActive ? 3 : 1.5}
                    vectorEffect="non-scaling-stroke"
                  />
                </g>
              )
            })}
          </svg>
          {model.axes.map((axis, index) => (
            <ParallelAxisMark
              key={axis.field.id}
              axis={axis}
              left={index / last}
              hasGaps={model.lines.some((line) => line.places[index] === null)}
              range={ranges[axis.field.id] ?? null}
              onRange={(range) => onRange(axis.field.id, range)}
            />
          ))}
        </div>
      </div>
    </div>
  )
}
