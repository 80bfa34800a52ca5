import { z } from 'zod'
import { database } from '@/lib/server/database'
import { defineJob } from '@/lib/server/jobs'
import { beat } from './process-heartbeat'
import { sweepAgents } from './sweep'

/** Nonces live 60 s and dead processes do not come back: rows older than a day are of no use to anyone. */
const prune = defineJob({
  name: 'agents.prune',
  schema: z.unknown(),
  cron: '17 * * * *',
  async run() {
    await database().$executeRaw`DELETE FROM "AgentChallenge" WHERE "expiresAt" < now() - interval '1 day'`
    await database()
      .$executeRaw`DELETE FROM "ProcessHeartbeat" WHERE kind <> 'mark' AND "seenAt" < now() - interval '1 day'`
  },
})

export const agentsJobs = [prune]

export const agentsLoops: { name: string; everyMs: number; run(): Promise<void> }[] = [
  { name: 'agents.heartbeat', everyMs: 5000, run: () => beat('worker') },
  { name: 'agents.sweep', everyMs: 10_000, run: sweepAgents },
]
