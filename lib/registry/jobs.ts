import { z } from 'zod'
import { systemClock } from '@/lib/kernel/clock'
import { blobs } from '@/lib/server/blobs'
import { defineJob } from '@/lib/server/jobs'
import { collectBlobs } from './collect-blobs'
import { collectUploads } from './collect-uploads'
import { discardJob } from './discard-job'
import { importJob } from './import/import-job'
import { runImport } from './import/run-import'
import { intakeJob } from './intake-job'
import { judgeAgain } from './judge-again'
import { judgeAgainJob } from './judge-again-job'
import { forgetReplays } from './mlflow/forget-replays'
import { runIntake } from './run-intake'
import { sealTrackingJob } from './tracking/seal-job'

/** Bytes that nobody names are kept this long after they were last stored. */
const GRACE_MS = 24 * 3_600_000

const intake = defineJob({ ...intakeJob, cron: null, run: runIntake })

const copy = defineJob({ ...importJob, cron: null, run: (payload) => runImport(payload) })

const discard = defineJob({ ...discardJob, cron: null, run: ({ storeName }) => blobs().parts.discard(storeName) })

const collect = defineJob({
  name: 'registry.collect-blobs',
  schema: z.object({}),
  cron: '17 * * * *',
  async run(_payload, { log }) {
    const now = systemClock.now()
    const uploads = await collectUploads(blobs(), now)
    const removed = await collectBlobs(blobs(), new Date(now.getTime() - GRACE_MS))
    if (uploads + removed > 0) log.info({ uploads, blobs: removed }, 'collected what nobody names')
  },
})

const forget = defineJob({
  name: 'registry.forget-replays',
  schema: z.object({}),
  cron: '41 * * * *',
  async run() {
    await forgetReplays(systemClock.now())
  },
})

const judge = defineJob({
  ...judgeAgainJob,
  cron: null,
  async run(payload, { log }) {
    log.info({ versions: await judgeAgain(payload) }, 'judged again under changed rules')
  },
})

export const registryJobs = [sealTrackingJob, intake, copy, judge, discard, collect, forget]
