import { z } from 'zod'
import { systemClock } from '@/lib/kernel/clock'
import { pool } from '@/lib/server/database'
import { defineJob } from '@/lib/server/jobs'
import { compactSettled } from './store/compaction'
import { joinPendingLabels } from './store/expire-pending'
import { dropExpired, moveHorizons, preparePartitions } from './store/retention'

const nothing = z.looseObject({})

const compact = defineJob({
  name: 'monitoring.compact',
  schema: nothing,
  cron: '* * * * *',
  async run(_payload, { log }) {
    const slots = await compactSettled(pool(), systemClock.now().getTime())
    if (slots > 0) log.debug({ slots }, 'rollups compacted')
  },
})

const joinPending = defineJob({
  name: 'monitoring.join-pending-labels',
  schema: nothing,
  cron: '* * * * *',
  async run(_payload, { log }) {
    const result = await joinPendingLabels()
    if (result.joined + result.expired > 0) log.info(result, 'waiting labels settled')
  },
})

const partitions = defineJob({
  name: 'monitoring.partitions',
  schema: nothing,
  cron: '7 * * * *',
  async run(_payload, { log }) {
    const nowMs = systemClock.now().getTime()
    await preparePartitions(nowMs)
    await moveHorizons(nowMs)
    const dropped = await dropExpired(pool(), nowMs)
    if (dropped.length > 0) log.info({ dropped }, 'expired partitions dropped')
  },
})

export const monitoringJobs = [compact, joinPending, partitions]
