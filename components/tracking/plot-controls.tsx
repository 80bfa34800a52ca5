'use client'
import { useEffect, useId, useState } from 'react'
import { useUrlState } from '@/components/api/use-url-state'
import { Select } from '@/components/ui/select'
import { PartFields } from './part-fields'
import { MAX_SMOOTHING, type PlotOptions, plotOptionsOf } from './plot-options'
import { PART_KEY } from './plot-part'

const AXES = [
  { value: 'step', label: 'By step' },
  { value: 'time', label: 'By clock time' },
  { value: 'relative', label: 'By time since start' },
]
const SCALES = [
  { value: 'linear', label: 'Linear' },
  { value: 'log', label: 'Logarithmic' },
]
const SETTLED_MS = 300

/** What all charts of a page share; drawn at once, put into the address when it has settled. */
export function usePlotOptions(): [PlotOptions, (smoothing: number) => void] {
  const { get, set } = useUrlState()
  const options = plotOptionsOf(get)
  const sent = options.smoothing
  const [smoothing, setSmoothing] = useState(sent)
  useEffect(() => {
    if (smoothing === sent) return
    const timer = setTimeout(() => set({ smooth: smoothing === 0 ? null : String(smoothing) }), SETTLED_MS)
    return () => clearTimeout(timer)
  }, [smoothing, sent, set])
  return [{ ...options, smoothing }, setSmoothing]
}

interface PlotControlsProps {
  options: PlotOptions
  onSmoothing: (smoothing: number) => void
}

export function PlotControls({ options, onSmoothing }: PlotControlsProps) {
  const { get, set } = useUrlState()
  const id = useId()
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <label htmlFor={id} className="inline-flex items-center gap-2 text-sm">
        Smoothing
        <input
          id={id}
          type="range"
          min={0}
          max={MAX_SMOOTHING}
          step={0.01}
          value={options.smoothing}
          aria-valuetext={options.smoothing === 0 ? 'off' : `weight ${options.smoothing}`}
          onChange={(event) => onSmoothing(Number(event.target.value))}
          className="w-36 accent-accent"
        />
        <span className="w-9 text-muted">{options.smoothing === 0 ? 'off' : options.smoothing.toFixed(2)}</span>
      </label>
      <Select
        label="Horizontal axis"
        className="w-44"
        options={AXES}
        value={options.axis}
        onValueChange={(x) => set({ x: x === 'step' ? null : x })}
      />
      <Select
        label="Vertical scale"
        className="w-36"
        options={SCALES}
        value={options.isLog ? 'log' : 'linear'}
        onValueChange={(y) => set({ y: y === 'linear' ? null : y })}
      />
      <PartFields key={`${options.axis} ${get(PART_KEY[options.axis])}`} axis={options.axis} part={options.part} />
    </div>
  )
}
