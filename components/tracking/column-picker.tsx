'use client'
import { Columns3 } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Dialog } from '@/components/ui/dialog'
import { Input } from '@/components/ui/input'
import type { RunField } from './run-fields'

interface ColumnPickerProps {
  what?: 'Columns' | 'Axes'
  fields: readonly RunField[]
  shown: readonly RunField[]
  /** null: back to what is shown by itself. */
  onChange: (fields: RunField[] | null) => void
}

/** Which metrics and params are columns or axes; every change shows at once. */
export function ColumnPicker({ what = 'Columns', fields, shown, onChange }: ColumnPickerProps) {
  const [open, setOpen] = useState(false)
  const [text, setText] = useState('')
  const chosen = new Set(shown.map((field) => field.id))
  const matching = fields.filter((field) => field.key.toLowerCase().includes(text.trim().toLowerCase()))
  const toggle = (field: RunField, isOn: boolean) =>
    onChange(isOn ? [...shown, field] : shown.filter((one) => one.id !== field.id))
  return (
    <>
      <Button icon={<Columns3 aria-hidden />} onClick={() => setOpen(true)}>
        {what}
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={what}
        description="Metrics and params of the runs shown. The choice stands in the address."
        footer={
          <>
            <Button onClick={() => onChange(null)}>Show the usual ones</Button>
            <Button tone="primary" onClick={() => setOpen(false)}>
              Done
            </Button>
          </>
        }
      >
        <div className="grid gap-4">
          <Input
            aria-label="Search metrics and params"
            placeholder="Search metrics and params"
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          {(['metrics', 'params'] as const).map((kind) => (
            <fieldset key={kind} className="grid gap-1 sm:grid-cols-2">
              <legend className="mb-1 text-xs font-medium text-muted">
                {kind === 'metrics' ? 'Metrics' : 'Params'}
              </legend>
              {matching
                .filter((field) => field.kind === kind)
                .map((field) => (
                  <Checkbox
                    key={field.id}
                    checked={chosen.has(field.id)}
                    onCheckedChange={(isOn) => toggle(field, isOn)}
                  >
                    <span className="break-all">{field.key}</span>
                  </Checkbox>
                ))}
            </fieldset>
          ))}
        </div>
      </Dialog>
    </>
  )
}
