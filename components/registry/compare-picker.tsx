'use client'
import { X } from 'lucide-react'
import { Select } from '@/components/ui/select'
import { MAX_COMPARED } from '@/lib/registry/comparison-contract'
import type { VersionSummary } from '@/lib/registry/contract'

interface ComparePickerProps {
  versions: readonly Pick<VersionSummary, 'id' | 'number'>[]
  chosen: readonly string[]
  onChange: (ids: string[]) => void
}

/** Baseline first, then what is measured against it: two to eight versions. */
export function ComparePicker({ versions, chosen, onChange }: ComparePickerProps) {
  const [baseline, ...others] = chosen
  const label = (id: string) => `v${versions.find((one) => one.id === id)?.number ?? '?'}`
  const free = versions.filter((one) => !chosen.includes(one.id))
  const full = chosen.length >= MAX_COMPARED
  return (
    <div className="mb-5 flex flex-wrap items-center gap-2">
      <span className="text-muted">Baseline</span>
      <Select
        label="Baseline"
        className="w-24"
        options={versions.map((one) => ({ value: one.id, label: `v${one.number}` }))}
        value={baseline ?? ''}
        onValueChange={(id) => onChange([id, ...others.filter((other) => other !== id)])}
      />
      <span className="text-muted">against</span>
      {others.map((id) => (
        <span key={id} className="inline-flex h-8 items-center gap-1 rounded-sm border pl-2 font-medium phone:h-11">
          {label(id)}
          <button
            type="button"
            aria-label={`Leave ${label(id)} out`}
            disabled={others.length < 2}
            onClick={() => onChange(chosen.filter((one) => one !== id))}
            className="grid size-7 place-items-center rounded-sm text-muted hover:bg-hover disabled:opacity-55 phone:size-11"
          >
            <X aria-hidden className="size-3.5" />
          </button>
        </span>
      ))}
      {full ? (
        <span className="text-xs text-muted">at most {MAX_COMPARED} at a time</span>
      ) : (
        <Select
          label="Add a version"
          className="w-36"
          options={[
            { value: '', label: 'Add a version' },
            ...free.map((one) => ({ value: one.id, label: `v${one.number}` })),
          ]}
          value=""
          onValueChange={(id) => id !== '' && onChange([...chosen, id])}
        />
      )}
    </div>
  )
}
