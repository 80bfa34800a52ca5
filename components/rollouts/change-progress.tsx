'use client'
import { Check, Circle, LoaderCircle, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { ProgressBar } from '@/components/ui/progress-bar'
import { statusLook } from '@/components/ui/status'
import { useRollout } from './queries'

const ENDED: readonly string[] = ['SUCCEEDED', 'ROLLED_BACK', 'CANCELLED', 'FAILED']

interface ChangeProgressProps {
  rolloutId: string
  /** What is true once the change is observed, for example "v3 serves all traffic". */
  goal: string
}

type Mark = 'done' | 'now' | 'next' | 'failed'
const ICON = { done: Check, now: LoaderCircle, next: Circle, failed: X }
const TONE = { done: 'text-good-mark', now: 'animate-spin text-progress-mark', next: 'text-faint', failed: 'text-harm-mark' }

function Line({ mark, children }: { mark: Mark; children: string }) {
  const Icon = ICON[mark]
  return (
    <li className="flex items-center gap-2">
      <Icon aria-hidden className={`size-4 ${TONE[mark]}`} />
      {children}
    </li>
  )
}

/** From the click to what the agent has observed; closing the dialog does not stop it. */
export function ChangeProgress({ rolloutId, goal }: ChangeProgressProps) {
  const rollout = useRollout(rolloutId, 400)
  const startedAt = useRef(Date.now())
  const [tookMs, setTookMs] = useState<number | null>(null)
  const data = rollout.data
  const status = data?.status ?? 'PENDING'
  const ended = ENDED.includes(status)
  const good = status === 'SUCCEEDED' || (status === 'ROLLED_BACK' && data?.kind === 'rollback')
  useEffect(() => {
    if (ended) setTookMs((was) => was ?? Date.now() - startedAt.current)
  }, [ended])
  const command = data?.command ?? null
  const carried = ended || status === 'BAKING' || status === 'FINALIZING'
  const carriedMark: Mark = carried ? (good || !ended ? 'done' : 'failed') : command === null ? 'next' : 'now'
  return (
    <div aria-live="polite" className="grid gap-3">
      <ol className="grid gap-1.5">
        <Line mark="done">Ordered and recorded in the audit log</Line>
        {status === 'PENDING' && data?.changeRequestId ? <Line mark="now">Waits for an approver who is not you</Line> : null}
        <Line mark={carriedMark}>{`Carried out by the agent${command?.phase ? ` (${command.phase})` : ''}`}</Line>
        <Line mark={good ? 'done' : ended ? 'failed' : carried ? 'now' : 'next'}>{`Observed: ${goal}`}</Line>
      </ol>
      {command?.percent != null && !ended ? <ProgressBar value={command.percent} label="Agent" /> : null}
      <p className={good ? 'text-good' : ended ? 'text-harm' : 'text-muted'}>
        {good && tookMs !== null ? `Done, observed after ${(tookMs / 1000).toFixed(1)} s.` : ended ? `${statusLook(status).word}. ${data?.endReason ?? command?.detail ?? ''}` : `${statusLook(status).word}. You may close this; the page header keeps showing it.`}
      </p>
    </div>
  )
}
