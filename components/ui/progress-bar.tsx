'use client'
import { Progress } from '@base-ui/react/progress'

export function ProgressBar({ value, label }: { value: number | null; label: string }) {
  return (
    <Progress.Root value={value} className="grid gap-1">
      <div className="flex justify-between text-xs text-muted">
        <Progress.Label>{label}</Progress.Label>
        {value === null ? null : <span>{Math.round(value)} %</span>}
      </div>
      <Progress.Track className="h-1.5 overflow-hidden rounded-full bg-sunken">
        <Progress.Indicator className="block h-full bg-progress-mark transition-[width] data-indeterminate:w-1/3 data-indeterminate:animate-pulse" />
      </Progress.Track>
    </Progress.Root>
  )
}
