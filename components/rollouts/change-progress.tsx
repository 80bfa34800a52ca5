'use client'
import { Check, Circle, LoaderCircle, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { formatBps } from '@/components/ui/format-number'
import { ProgressBar } from '@/components/ui/progress-bar'
import { statusLook } from '@/components/ui/status'
import { observedShares } from './plan-shares'
import { type ProgressMark, progressMarks } from './progress-marks'
import { useDeployment, useRollout } from './queries'

interface ChangeProgressProps {
  deploymentId: string
  rolloutId: string
  /** The change is done once this version is observed with this share. */
  versionNumber: number
  bps: number
}

const ICON = { done: Check, now: LoaderCircle, next: Circle, failed: X }
const TONE = {
  done: 'text-good-mark',
  now: 'animate-spin text-progress-mark',
  next: 'text-faint',
  failed: 'text-harm-mark',
}

function Line({ mark, children }: { mark: ProgressMark; children: string }) {
  const Icon = ICON[mark]
  return (
    <li className="flex items-center gap-2">
      <Icon aria-hidden className={`size-4 ${TONE[mark]}`} />
      {children}
    </li>
  )
}

/** From the click to what the agent has observed; closing the dialog does not stop it. */
export function ChangeProgress({ deploymentId, rolloutId, versionNumber, bps }: ChangeProgressProps) {
  const rollout = useRollout(rolloutId, 400).data
  const deployment = useDeployment(deploymentId, 400).data
  const startedAt = useRef(Date.now())
  const [tookMs, setTookMs] = useState<number | null>(null)
  const share = deployment ? observedShares(deployment)?.find((one) => one.versionNumber === versionNumber) : undefined
  const marks = progressMarks({
    status: rollout?.status ?? 'PENDING',
    kind: rollout?.kind ?? 'rollout',
    commandState: rollout?.command?.state ?? null,
    observedBps: share?.weightBps ?? 0,
    goalBps: bps,
  })
  const done = marks.observed === 'done'
  const failed = marks.observed === 'failed'
  useEffect(() => {
    if (done) setTookMs((was) => was ?? Date.now() - startedAt.current)
  }, [done])
  const command = rollout?.command ?? null
  const word = rollout ? statusLook(rollout.status).word : 'Ordered'
  return (
    <div aria-live="polite" className="grid gap-3">
      <ol className="grid gap-1.5">
        <Line mark="done">Ordered and recorded in the audit log</Line>
        {rollout?.changeRequestId ? (
          <Line mark={rollout.status === 'PENDING' ? 'now' : 'done'}>
            Agreed by an approver who is not the requester
          </Line>
        ) : null}
        <Line mark={marks.carried}>{`Carried out by the agent${command?.phase ? ` (${command.phase})` : ''}`}</Line>
        <Line mark={marks.observed}>{`Observed: v${versionNumber} serves ${formatBps(bps)}`}</Line>
      </ol>
      {command?.percent != null && marks.carried === 'now' ? (
        <ProgressBar value={command.percent} label="Agent" />
      ) : null}
      <p className={done ? 'text-good' : failed ? 'text-harm' : 'text-muted'}>
        {done && tookMs !== null
          ? `Observed after ${(tookMs / 1000).toFixed(1)} s.`
          : failed
            ? `${word}. ${rollout?.endReason ?? command?.detail ?? ''}`
            : `${word}. You may close this; the page header keeps showing it.`}
      </p>
    </div>
  )
}
