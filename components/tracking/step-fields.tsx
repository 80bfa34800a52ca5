'use client'
import { type FormEvent, useState } from 'react'
import { useUrlState } from '@/components/api/use-url-state'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { parseSteps } from './plot-options'
import type { StepRange } from './prepare-metric-lines'

/** The same as dragging over a chart, in numbers: which steps are drawn, as finely as they were logged. */
export function StepFields({ steps }: { steps: StepRange | null }) {
  const { set } = useUrlState()
  const [from, setFrom] = useState(steps === null ? '' : String(steps[0]))
  const [to, setTo] = useState(steps === null ? '' : String(steps[1]))
  const text = `${from.trim()}-${to.trim()}`
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (parseSteps(text) !== null) set({ steps: text })
  }
  return (
    <form className="inline-flex flex-wrap items-center gap-2 text-sm" onSubmit={submit}>
      Steps
      <Input
        aria-label="From step"
        placeholder="first"
        inputMode="numeric"
        className="w-20!"
        value={from}
        onChange={(event) => setFrom(event.target.value)}
      />
      to
      <Input
        aria-label="To step"
        placeholder="last"
        inputMode="numeric"
        className="w-20!"
        value={to}
        onChange={(event) => setTo(event.target.value)}
      />
      <Button type="submit" disabled={parseSteps(text) === null}>
        Zoom
      </Button>
      {steps === null ? null : (
        <Button tone="quiet" onClick={() => set({ steps: null })}>
          All steps
        </Button>
      )}
    </form>
  )
}
