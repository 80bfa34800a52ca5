'use client'
import { describeAgo } from './describe-ago'
import { useNow } from './use-now'

interface TimeTextProps {
  at: string
  /** "3 min ago" instead of the clock time. */
  ago?: boolean
  seconds?: boolean
}

/** Local time, UTC on hover. */
export function TimeText({ at, ago = false, seconds = false }: TimeTextProps) {
  const now = useNow(ago ? 1000 : 60_000)
  const date = new Date(at)
  const utc = `${at.replace('T', ' ').slice(0, 19)} UTC`
  if (Number.isNaN(date.getTime())) return <span>unknown time</span>
  const local = date.toLocaleString(undefined, {
    dateStyle: 'medium',
    timeStyle: seconds ? 'medium' : 'short',
    hourCycle: 'h23',
  })
  const shown = now === null ? utc : ago ? describeAgo(date.getTime(), now) : local
  return (
    <time
      dateTime={at}
      title={now === null ? utc : `${local} · ${utc}`}
      suppressHydrationWarning
      className="whitespace-nowrap"
    >
      {shown}
    </time>
  )
}
