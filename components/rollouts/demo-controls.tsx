'use client'
import { FlaskConical, Pause, Play } from 'lucide-react'
import { useCan } from '@/components/api/use-can'
import { useChange } from '@/components/api/use-change'
import { InlineError } from '@/components/feedback/inline-error'
import { monitoringPath } from '@/components/monitoring/queries'
import { useReplay } from '@/components/monitoring/replay-queries'
import { Button } from '@/components/ui/button'
import { formatCount, formatPercent } from '@/components/ui/format-number'
import { Select } from '@/components/ui/select'
import { replaySchema } from '@/lib/monitoring/replay-contract'
import type { DeploymentView } from '@/lib/rollouts/contract'
import { BadCandidate } from './bad-candidate'

const RATES = [5, 20, 50, 100, 200].map((rate) => ({ value: String(rate), label: `${rate} requests/s` }))

/** Only in the demo workspace: the real records that are replayed, and a way to see a rollback happen by itself. */
export function DemoControls({ deployment }: { deployment: DeploymentView }) {
  const replay = useReplay(deployment.id).data
  const can = useCan('monitoring:configure')
  const change = useChange({
    room: 'monitoring',
    path: monitoringPath(deployment.id, 'replay'),
    body: (input: { running?: boolean; ratePerSecond?: number }) => input,
    output: replaySchema,
  })
  // Another deployment of the demo has no records of its own to replay.
  if (!replay?.available || replay.reportedAt === null) return null
  const rates = RATES.some((one) => Number(one.value) === replay.ratePerSecond)
    ? RATES
    : [{ value: String(replay.ratePerSecond), label: `${replay.ratePerSecond} requests/s` }, ...RATES]
  const progress =
    replay.total === 0
      ? 'not started yet'
      : `${formatCount(replay.position)} of ${formatCount(replay.total)} records, ${formatPercent(replay.position / replay.total)}`
  return (
    <section aria-label="Demo traffic" className="grid gap-2 rounded-md border border-dashed px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <span className="inline-flex items-center gap-2 font-medium">
          <FlaskConical aria-hidden className="size-4 text-muted" />
          Demo traffic
        </span>
        <span className="min-w-0 flex-1 basis-60 text-muted" title={replay.status}>
          {replay.running ? 'Real records are replayed' : 'Replay is stopped'}: {progress}
        </span>
        <Select
          label="Replay speed"
          className="min-w-36"
          options={rates}
          value={String(replay.ratePerSecond)}
          disabled={!can.allowed}
          onValueChange={(rate) => change.mutate({ ratePerSecond: Number(rate) })}
        />
        <Button
          icon={replay.running ? <Pause aria-hidden /> : <Play aria-hidden />}
          refusal={can.refusal}
          busy={change.isPending}
          onClick={() => change.mutate({ running: !replay.running })}
        >
          {replay.running ? 'Stop replay' : 'Start replay'}
        </Button>
        <BadCandidate deployment={deployment} />
      </div>
      <InlineError error={change.error} />
    </section>
  )
}
