'use client'
import { type PointerEvent, useRef } from 'react'
import type { ParallelAxis } from './parallel-axis'

interface ParallelAxisMarkProps {
  axis: ParallelAxis
  /** 0 to 1. */
  left: number
  /** Some run has no value here: its line passes below the axis. */
  hasGaps: boolean
  range: readonly [number, number] | null
  onRange: (range: readonly [number, number] | null) => void
}

/** A drag shorter than this is a click, which lets everything through again. */
const SHORTEST = 0.02

function placeOf(event: PointerEvent<HTMLElement>): number {
  const box = event.currentTarget.getBoundingClientRect()
  return Math.min(1, Math.max(0, 1 - (event.clientY - box.top) / Math.max(1, box.height)))
}

/** One axis with its ticks; dragging along it keeps the runs that pass there. */
export function ParallelAxisMark({ axis, left, hasGaps, range, onRange }: ParallelAxisMarkProps) {
  const from = useRef<number | null>(null)
  return (
    <div className="absolute inset-y-0 w-0" style={{ left: `${left * 100}%` }}>
      <span className="absolute bottom-full mb-2 max-w-28 -translate-x-1/2 truncate text-xs font-medium text-ink">
        {axis.field.key}
        {axis.scale === 'log' ? <span className="font-normal text-muted"> log</span> : null}
      </span>
      <span className="absolute inset-y-0 border-l border-line-strong" />
      {hasGaps ? (
        <span className="absolute top-full mt-6 -translate-x-1/2 whitespace-nowrap text-muted">not logged</span>
      ) : null}
      {range === null ? null : (
        <span
          className="absolute -left-1.5 w-3 rounded-sm border border-accent bg-accent/25"
          style={{ bottom: `${range[0] * 100}%`, height: `${(range[1] - range[0]) * 100}%` }}
        />
      )}
      {axis.ticks.map((tick) => (
        <span
          key={`${tick.at} ${tick.label}`}
          className="absolute left-1.5 max-w-24 translate-y-1/2 truncate rounded-sm bg-canvas/80 px-0.5"
          style={{ bottom: `${tick.at * 100}%` }}
        >
          {tick.label}
        </span>
      ))}
      <span
        className="absolute inset-y-0 -left-3 w-6 cursor-ns-resize touch-none"
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId)
          from.current = placeOf(event)
        }}
        onPointerMove={(event) => {
          if (from.current === null) return
          const to = placeOf(event)
          if (Math.abs(to - from.current) < SHORTEST) return
          onRange([Math.min(from.current, to), Math.max(from.current, to)])
        }}
        onPointerUp={(event) => {
          if (from.current !== null && Math.abs(placeOf(event) - from.current) < SHORTEST) onRange(null)
          from.current = null
        }}
      />
    </div>
  )
}
