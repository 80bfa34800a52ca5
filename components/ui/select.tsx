'use client'
import { Select as Base } from '@base-ui/react/select'
import clsx from 'clsx'
import { Check, ChevronsUpDown } from 'lucide-react'
import { controlClass } from './control-class'

export interface SelectOption {
  value: string
  label: string
  disabled?: boolean
}

interface SelectProps {
  options: readonly SelectOption[]
  value: string
  onValueChange: (value: string) => void
  label: string
  className?: string
  id?: string
  disabled?: boolean
}

export function Select({ options, value, onValueChange, label, className, id, disabled }: SelectProps) {
  return (
    <Base.Root items={options} value={value} onValueChange={(next) => onValueChange(String(next))} disabled={disabled}>
      <Base.Trigger
        id={id}
        aria-label={label}
        className={clsx(
          controlClass,
          'flex h-8 items-center justify-between gap-2 text-left phone:h-11',
          className ?? 'w-full',
        )}
      >
        <Base.Value className="truncate" />
        <ChevronsUpDown aria-hidden className="size-3.5 shrink-0 text-muted" />
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner sideOffset={4} alignItemWithTrigger={false} className="z-60 outline-none">
          <Base.Popup className="max-h-80 min-w-(--anchor-width) overflow-y-auto rounded-md border bg-raised py-1 shadow-float outline-none">
            {options.map((option) => (
              <Base.Item
                key={option.value}
                value={option.value}
                disabled={option.disabled}
                className="mx-1 flex items-center gap-2 rounded-sm px-2 py-1.5 text-sm outline-none data-disabled:opacity-55 data-highlighted:bg-hover"
              >
                <Base.ItemText className="flex-1">{option.label}</Base.ItemText>
                <Base.ItemIndicator>
                  <Check aria-hidden className="size-3.5" />
                </Base.ItemIndicator>
              </Base.Item>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
