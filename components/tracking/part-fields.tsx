'use client'
import { type FormEvent, useState } from 'react'
import { useUrlState } from '@/components/api/use-url-state'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import type { XAxis } from './plot-axis'
import { PART_KEY, type Part, partText, placeOf, placeText } from './plot-part'

const WORDS: Record<XAxis, { title: string; one: string; first: string; last: string; all: string; width: string }> = {
  step: { title: 'Steps', one: 'step', first: 'first', last: 'last', all: 'All steps', width: 'w-20!' },
  time: { title: 'Time', one: 'time', first: '', last: '', all: 'All times', width: 'w-60!' },
  relative: { title: 'Since start', one: 'time', first: '0:00', last: '2:00:00', all: 'All times', width: 'w-24!' },
}

const offsetAt = (ms: number) => -new Date(ms).getTimezoneOffset() * 60_000

/** The offset of the day that is meant: it is another one in summer. */
function readPlace(axis: XAxis, text: string): number | null {
  const utc = placeOf(axis, text, 0)
  return utc === null || axis !== 'time' ? utc : placeOf(axis, text, offsetAt(utc))
}

/** The same as dragging over a chart, in words: which part is drawn, as finely as it was logged. */
export function PartFields({ axis, part }: { axis: XAxis; part: Part | null }) {
  const { set } = useUrlState()
  const shown = (place: number | undefined) => (place === undefined ? '' : placeText(axis, place, offsetAt(place)))
  const [from, setFrom] = useState(shown(part?.[0]))
  const [to, setTo] = useState(shown(part?.[1]))
  const words = WORDS[axis]
  const [low, high] = [readPlace(axis, from), readPlace(axis, to)]
  const wanted: Part | null = low !== null && high !== null && low < high ? [low, high] : null
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (wanted !== null) set({ [PART_KEY[axis]]: partText(wanted) })
  }
  const kind = axis === 'time' ? { type: 'datetime-local', step: 'any' } : { inputMode: 'numeric' as const }
  return (
    <form className="inline-flex flex-wrap items-center gap-2 text-sm" onSubmit={submit}>
      {words.title}
      <Input
        {...kind}
        aria-label={`From ${words.one}`}
        placeholder={words.first}
        className={words.width}
        value={from}
        onChange={(event) => setFrom(event.target.value)}
      />
      to
      <Input
        {...kind}
        aria-label={`To ${words.one}`}
        placeholder={words.last}
        className={words.width}
        value={to}
        onChange={(event) => setTo(event.target.value)}
      />
      <Button type="submit" refusal={wanted === null ? 'Give both ends, the earlier one first.' : null}>
        Zoom
      </Button>
      {part === null ? null : (
        <Button tone="quiet" onClick={() => set({ [PART_KEY[axis]]: null })}>
          {words.all}
        </Button>
      )}
    </form>
  )
}
