'use client'
import { UrlSelect } from '@/components/data-table/url-select'
import { RANGES } from './time-range'

export function RangeSelect({ fallback = '15m' }: { fallback?: string }) {
  return (
    <UrlSelect
      name="range"
      label="Time range"
      options={RANGES.map(({ value, label }) => ({ value, label }))}
      fallback={fallback}
    />
  )
}
