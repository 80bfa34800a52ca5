'use client'
import { Field as Base } from '@base-ui/react/field'
import type { ReactNode } from 'react'

interface FieldProps {
  label: string
  hint?: ReactNode
  error?: string
  children: ReactNode
}

/** Label, control, hint and error of one input; label and messages are tied to the control for screen readers. */
export function Field({ label, hint, error, children }: FieldProps) {
  return (
    <Base.Root invalid={error !== undefined} className="grid gap-1">
      <Base.Label className="text-sm font-medium">{label}</Base.Label>
      {children}
      {hint ? <Base.Description className="text-xs text-muted">{hint}</Base.Description> : null}
      {error ? (
        <Base.Error match className="text-xs text-harm">
          {error}
        </Base.Error>
      ) : null}
    </Base.Root>
  )
}
