'use client'
import { useUrlState } from '@/components/api/use-url-state'
import { Select, type SelectOption } from '@/components/ui/select'

interface UrlSelectProps {
  name: string
  label: string
  options: readonly SelectOption[]
  /** Words of the entry that sets no filter. */
  all?: string
  fallback?: string
}

/** A facet kept in the address. */
export function UrlSelect({ name, label, options, all, fallback = '' }: UrlSelectProps) {
  const { get, set } = useUrlState()
  const choices = all === undefined ? options : [{ value: 'all', label: all }, ...options]
  const value = get(name) || fallback || (all === undefined ? '' : 'all')
  return (
    <Select
      label={label}
      options={choices}
      value={value}
      onValueChange={(next) => set({ [name]: next === 'all' && all !== undefined ? null : next, cursor: null })}
      className="min-w-36"
    />
  )
}
