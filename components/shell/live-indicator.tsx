'use client'
import { useLive } from '@/components/api/live-provider'
import { describeAgo } from '@/components/ui/describe-ago'
import { useNow } from '@/components/ui/use-now'

const LOOK = {
  live: { mark: 'bg-good-mark', word: 'Live' },
  connecting: { mark: 'bg-unknown-mark', word: 'Connecting' },
  lost: { mark: 'bg-attention-mark', word: 'Reconnecting' },
}

export function LiveIndicator() {
  const { connection, lastWakeAt } = useLive()
  const now = useNow()
  const look = LOOK[connection]
  const since =
    lastWakeAt !== null && now !== null
      ? `Last change ${describeAgo(Date.parse(lastWakeAt), now)}`
      : 'No change since this page was opened'
  return (
    <span className="inline-flex items-center gap-1.5 text-xs text-muted" title={since}>
      <span aria-hidden className={`size-2 rounded-full ${look.mark}`} />
      {look.word}
    </span>
  )
}
