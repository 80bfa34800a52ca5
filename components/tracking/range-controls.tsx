'use client'
import { X } from 'lucide-react'
import { useState } from 'react'
import { Select } from '@/components/ui/select'
import type { ParallelAxis } from './parallel-axis'
import type { Ranges } from './prepare-parallel'

interface RangeControlsProps {
  axes: readonly ParallelAxis[]
  ranges: Ranges
  onRange: (axisId: string, range: readonly [number, number] | null) => void
}

const STEP = 0.01

/** The same as dragging along an axis, with the keyboard: choose an axis, move its two ends. */
export function RangeControls({ axes, ranges, onRange }: RangeControlsProps) {
  const [chosen, setChosen] = useState('')
  const axis = axes.find((one) => one.field.id === chosen) ?? axes.at(-1)
  if (!axis) return null
  const { id, key } = axis.field
  const [low, high] = ranges[id] ?? [0, 1]
  const set = (range: readonly [number, number]) => onRange(id, range[0] <= 0 && range[1] >= 1 ? null : range)
  const end = (which: 'From' | 'To', value: number, onChange: (value: number) => void) => (
    <label className="inline-flex items-center gap-2 text-sm">
      {which}
      <input
        type="range"
        min={0}
        max={1}
        step={STEP}
        value={value}
        aria-label={`${which} on ${key}`}
        aria-valuetext={axis.label(value)}
        onChange={(event) => onChange(Number(event.target.value))}
        className="w-28 accent-accent"
      />
      <span className="w-14 truncate text-muted">{axis.label(value)}</span>
    </label>
  )
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <Select
        label="Keep runs by"
        className="w-48"
        options={axes.map((one) => ({ value: one.field.id, label: `Keep by ${one.field.key}` }))}
        value={id}
        onValueChange={setChosen}
      />
      {end('From', low, (value) => set([value, Math.max(value, high)]))}
      {end('To', high, (value) => set([Math.min(low, value), value]))}
      {axes
        .filter((one) => ranges[one.field.id])
        .map((one) => (
          <button
            key={one.field.id}
            type="button"
            onClick={() => onRange(one.field.id, null)}
            className="inline-flex h-7 items-center gap-1 rounded-sm border px-2 text-xs hover:bg-hover phone:h-11"
            aria-label={`Keep all of ${one.field.key}`}
          >
            {one.field.key} {one.label(ranges[one.field.id]?.[0] ?? 0)} to {one.label(ranges[one.field.id]?.[1] ?? 1)}
            <X aria-hidden className="size-3" />
          </button>
        ))}
    </div>
  )
}
