'use client'
import { Plus, X } from 'lucide-react'
import { useEnvironments } from '@/components/identity/queries'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import type { Protection } from '@/lib/registry/domain/registry-rules'
import { IMPORTANCE_OPTIONS } from './importance-options'

const STAGES = ['Staging', 'Production', 'Archived'].map((value) => ({ value, label: value }))

interface ProtectionRowsProps {
  what: 'alias' | 'stage'
  rows: readonly Protection[]
  onChange: (rows: Protection[]) => void
}

/** Two lines on a phone, one elsewhere. */
const ROW = 'grid grid-cols-[1fr_1fr_2.75rem] items-center gap-2 sm:grid-cols-[1fr_9rem_10rem_2rem]'

/** Names that move only with an approval: which, of which models, and whose policy says who must approve. */
export function ProtectionRows({ what, rows, onChange }: ProtectionRowsProps) {
  const environments = useEnvironments().data?.items ?? []
  const names = [...new Set([...environments.map((one) => one.name), ...rows.map((row) => row.environment)])]
  const put = (index: number, change: Partial<Protection>) =>
    onChange(rows.map((row, at) => (at === index ? { ...row, ...change } : row)))
  const first = what === 'alias' ? '' : 'Production'
  const add = () =>
    onChange([
      ...rows,
      {
        pattern: first,
        minImportance: 'high',
        environment: names.includes('production') ? 'production' : (names[0] ?? 'production'),
      },
    ])
  const title = what === 'alias' ? 'Protected aliases' : 'Protected stages'
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 text-sm font-medium">{title}</legend>
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row has no other identity while it is typed
        <div key={index} className={ROW}>
          {what === 'alias' ? (
            <Input
              aria-label={`Alias ${index + 1}`}
              className="col-span-2 sm:col-span-1"
              placeholder="champion, or prod-* for all that begin so"
              value={row.pattern}
              onChange={(event) => put(index, { pattern: event.target.value })}
            />
          ) : (
            <Select
              label={`Stage ${index + 1}`}
              className="col-span-2 sm:col-span-1"
              options={STAGES}
              value={row.pattern}
              onValueChange={(pattern) => put(index, { pattern })}
            />
          )}
          <Button
            aria-label={`Take away ${row.pattern || 'this row'}`}
            tone="quiet"
            size="icon"
            className="sm:order-last"
            icon={<X aria-hidden className="size-4" />}
            onClick={() => onChange(rows.filter((_, at) => at !== index))}
          />
          <Select
            label={`From which importance on, ${row.pattern}`}
            options={IMPORTANCE_OPTIONS.map(({ value, label }) => ({ value, label: `from ${label}` }))}
            value={row.minImportance}
            onValueChange={(value) => put(index, { minImportance: value as Protection['minImportance'] })}
          />
          <Select
            label={`Environment whose policy decides, ${row.pattern}`}
            className="col-span-2 sm:col-span-1"
            options={names.map((value) => ({ value, label: value }))}
            value={row.environment}
            onValueChange={(environment) => put(index, { environment })}
          />
        </div>
      ))}
      <div>
        <Button size="sm" icon={<Plus aria-hidden className="size-4" />} onClick={add}>
          Protect {what === 'alias' ? 'an alias' : 'a stage'}
        </Button>
      </div>
    </fieldset>
  )
}
