'use client'
import { type PointerEvent, useState } from 'react'
import { dotPath, linePath, PLOT_UNIT } from './line-path'
import { LineReading } from './line-reading'
import type { LinesModel } from './prepare-metric-lines'

interface LinePlotProps {
  model: LinesModel
  format: (value: number) => string
  height: number
  /** A part of the axis was dragged over, as places from 0 to 1. */
  onSelect: (from: number, to: number) => void
}

/** A drag shorter than this was a click. */
const SHORTEST = 0.02
const VIEW = `0 0 ${PLOT_UNIT} ${PLOT_UNIT}`

/**
 * Draws a prepared model; decides nothing. One path a line, stretched over the plot: each run has steps of its own, which a chart with one
 * row per step would have to hold for every other run too.
 */
export function LinePlot({ model, format, height, onSelect }: LinePlotProps) {
  const [at, setAt] = useState<number | null>(null)
  const [from, setFrom] = useState<number | null>(null)
  const follow = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    const place = box.width > 0 ? Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)) : null
    setAt(place)
    return place
  }
  const release = () => {
    if (from !== null && at !== null && Math.abs(at - from) >= SHORTEST) onSelect(from, at)
    setFrom(null)
  }
  return (
    <div className="relative pr-3 pb-5 pl-14 text-[11px] text-[var(--chart-axis)]" aria-hidden>
      <div
        className="relative touch-pan-y border-b select-none"
        style={{ height }}
        onPointerMove={follow}
        onPointerDown={(event) => {
          const place = follow(event)
          if (event.button === 0) setFrom(place)
        }}
        onPointerUp={release}
        onPointerLeave={() => {
          setAt(null)
          setFrom(null)
        }}
      >
        {model.yTicks.map((tick) => (
          <span key={tick.at} className="absolute inset-x-0" style={{ bottom: `${tick.at * 100}%` }}>
            <span className="absolute right-full mr-2 -translate-y-1/2 whitespace-nowrap">{tick.label}</span>
            <span className="absolute inset-x-0 border-t border-[var(--chart-grid)]" />
          </span>
        ))}
        <svg
          viewBox={VIEW}
          preserveAspectRatio="none"
          className="absolute inset-0 size-full overflow-visible"
          fill="none"
          strokeLinecap="round"
          strokeLinejoin="round"
          aria-hidden="true"
        >
          {model.lines.map((line) => (
            <path
              key={line.id}
              d={linePath(line.raw)}
              stroke={line.color}
              strokeDasharray={line.smooth ? undefined : line.dash}
              strokeWidth={line.smooth ? 1 : 1.75}
              strokeOpacity={line.smooth ? 0.35 : 1}
              vectorEffect="non-scaling-stroke"
            />
          ))}
          {model.lines.map((line) => (
            <path
              key={line.id}
              d={dotPath(line.raw)}
              stroke={line.color}
              strokeWidth={6}
              vectorEffect="non-scaling-stroke"
            />
          ))}
          {model.lines.map((line) =>
            line.smooth ? (
              <path
                key={line.id}
                d={linePath(line.smooth)}
                stroke={line.color}
                strokeDasharray={line.dash}
                strokeWidth={2}
                vectorEffect="non-scaling-stroke"
              />
            ) : null,
          )}
        </svg>
        {model.xTicks.map((tick) => (
          <span
            key={tick.at}
            className="absolute top-full mt-1 -translate-x-1/2 whitespace-nowrap"
            style={{ left: `${tick.at * 100}%` }}
          >
            {tick.label}
          </span>
        ))}
        {from !== null && at !== null ? (
          <span
            className="pointer-events-none absolute inset-y-0 border-x border-accent bg-accent/15"
            style={{ left: `${Math.min(from, at) * 100}%`, width: `${Math.abs(at - from) * 100}%` }}
          />
        ) : null}
        {at === null ? null : <LineReading lines={model.lines} at={at} axis={model.axis} format={format} />}
      </div>
    </div>
  )
}
