import { z } from 'zod'
import { systemClock } from '@/lib/kernel/clock'
import { database } from '@/lib/server/database'
import { defineJob } from '@/lib/server/jobs'
import { runCommand } from '@/lib/server/run-command'
import { openHours } from './store/seals'
import { sealTracking } from './use-cases/seal-tracking'

/** A write that began before the hour ended is committed well within this time. */
const SETTLE_MS = 5 * 60_000
const LOOK_BACK_MS = 14 * 24 * 3_600_000

/** Seals every hour of the tracking ledger that is over, up to two weeks back. */
export async function sealOpenHours(now: Date): Promise<number> {
  const since = new Date(now.getTime() - LOOK_BACK_MS)
  const hours = await openHours(database(), since, new Date(now.getTime() - SETTLE_MS))
  const name = 'registry.seal-tracking'
  const principal = { kind: 'job' as const, id: name, name, permissions: ['registry:settle' as const] }
  for (const { workspaceId, hour } of hours)
    await runCommand(sealTracking, { principal, workspace: workspaceId, input: { hour: hour.toISOString() } })
  return hours.length
}

export const sealTrackingJob = defineJob({
  name: 'registry.seal-tracking',
  schema: z.object({}),
  cron: '7 * * * *',
  async run(_payload, { log }) {
    const sealed = await sealOpenHours(systemClock.now())
    if (sealed > 0) log.info({ hours: sealed }, 'tracking ledger sealed')
  },
})
