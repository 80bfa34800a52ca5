'use client'
import { Checkbox as Base } from '@base-ui/react/checkbox'
import clsx from 'clsx'
import { Check } from 'lucide-react'
import type { ReactNode } from 'react'

interface CheckboxProps {
  checked: boolean
  onCheckedChange: (checked: boolean) => void
  children: ReactNode
  disabled?: boolean
  className?: string
}

export function Checkbox({ checked, onCheckedChange, children, disabled, className }: CheckboxProps) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control inside is a Base UI checkbox
    <label className={clsx('flex text-sm', className ?? 'items-start gap-2 phone:py-1.5')}>
      <Base.Root
        checked={checked}
        onCheckedChange={onCheckedChange}
        disabled={disabled}
        className="mt-0.5 grid size-4 shrink-0 place-items-center rounded-[4px] border border-line-strong bg-surface data-checked:border-accent data-checked:bg-accent data-disabled:opacity-55"
      >
        <Base.Indicator>
          <Check aria-hidden className="size-3 text-on-accent" strokeWidth={3} />
        </Base.Indicator>
      </Base.Root>
      <span>{children}</span>
    </label>
  )
}
