'use client'
import { Textarea } from '@/components/ui/textarea'
import { Field } from './field'

interface ReasonFieldProps {
  value: string
  onChange: (value: string) => void
  label?: string
  placeholder?: string
  error?: string
  /** Letters that it must have. */
  least?: number
}

/** Why a change is made: kept with the audit event for as long as the log is. */
export function ReasonField({ value, onChange, label = 'Reason', placeholder, error, least = 0 }: ReasonFieldProps) {
  const hint = `${least > 0 ? `At least ${least} characters. ` : ''}Kept with the change in the audit log.`
  return (
    <Field label={label} hint={hint} error={error}>
      <Textarea
        value={value}
        rows={2}
        maxLength={2000}
        placeholder={placeholder}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  )
}
