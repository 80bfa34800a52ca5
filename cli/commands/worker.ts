import { hostname } from 'node:os'
import { type CronItem, parseCronItems, run, type TaskList } from 'graphile-worker'
import pg from 'pg'
import { agentsJobs, agentsLoops } from '@/lib/agents/jobs'
import { approvalsJobs } from '@/lib/approvals/jobs'
import { monitoringJobs } from '@/lib/monitoring/jobs'
import { registryJobs } from '@/lib/registry/jobs'
import { rolloutsJobs, rolloutsLoops } from '@/lib/rollouts/jobs'
import { closeDatabase, database } from '@/lib/server/database'
import { env } from '@/lib/server/env'
import { log } from '@/lib/server/log'

const JOBS = [...registryJobs, ...agentsJobs, ...approvalsJobs, ...monitoringJobs, ...rolloutsJobs]
const LOOPS = [...agentsLoops, ...rolloutsLoops]
const HEARTBEAT_MS = 5000

function taskList(): TaskList {
  return Object.fromEntries(
    JOBS.map((job) => [
      job.name,
      async (payload: unknown) => {
        // Cron items carry graphile's own member beside the payload.
        const { _cron: _, ...rest } = (payload ?? {}) as Record<string, unknown>
        await job.run(job.schema.parse(rest) as never, { log })
      },
    ]),
  )
}

function cronItems(): CronItem[] {
  return JOBS.flatMap((job) =>
    job.cron === null ? [] : [{ task: job.name, match: job.cron, options: { backfillPeriod: 0 } }],
  )
}

async function heartbeat(): Promise<void> {
  const id = `worker:${hostname()}:${process.pid}`
  await database().$executeRaw`INSERT INTO "ProcessHeartbeat" (id, kind, "seenAt") VALUES (${id}, 'worker', now())
    ON CONFLICT (id) DO UPDATE SET "seenAt" = now()`
}

/** Runs a loop's body at most once at a time across all workers: whoever holds the advisory lock works, the rest wait for their next turn. */
async function runAlone(client: pg.Client, name: string, body: () => Promise<void>): Promise<void> {
  const { rows } = await client.query('SELECT pg_try_advisory_lock(hashtextextended($1, 1)) AS mine', [name])
  if (rows[0]?.mine !== true) return
  try {
    await body()
  } finally {
    await client.query('SELECT pg_advisory_unlock(hashtextextended($1, 1))', [name])
  }
}

function startLoop(name: string, everyMs: number, body: () => Promise<void>): () => Promise<void> {
  let stopping = false
  let timer: NodeJS.Timeout | null = null
  let current: Promise<void> = Promise.resolve()
  let client: pg.Client | null = null
  async function connection(): Promise<pg.Client> {
    if (client) return client
    const fresh = new pg.Client({ connectionString: env.DATABASE_URL })
    fresh.on('error', () => {
      client = null
    })
    await fresh.connect()
    client = fresh
    return fresh
  }
  async function turn(): Promise<void> {
    try {
      await runAlone(await connection(), name, body)
    } catch (error) {
      client = null
      log.warn(
        { loop: name, err: error instanceof Error ? error.message : String(error) },
        'loop failed; it tries again',
      )
    }
    if (!stopping)
      timer = setTimeout(() => {
        current = turn()
      }, everyMs)
  }
  current = turn()
  return async () => {
    stopping = true
    if (timer) clearTimeout(timer)
    await current
    await client?.end()
  }
}

/** Background jobs and the engine's loops, until SIGTERM or SIGINT. Any number of workers may run. */
export async function runWorker(): Promise<void> {
  const runner = await run({
    connectionString: env.DATABASE_URL,
    concurrency: 4,
    pollInterval: 1000,
    noHandleSignals: true,
    taskList: taskList(),
    parsedCronItems: parseCronItems(cronItems()),
  })
  const stops = [
    ...LOOPS.map((loop) => startLoop(loop.name, loop.everyMs, loop.run)),
    startLoop(`heartbeat:${process.pid}`, HEARTBEAT_MS, heartbeat),
  ]
  log.info({ jobs: JOBS.length, loops: LOOPS.length }, 'worker started')
  await new Promise<void>((resolve) => {
    process.once('SIGTERM', resolve)
    process.once('SIGINT', resolve)
  })
  await Promise.all([runner.stop(), ...stops.map((stop) => stop())])
  await closeDatabase()
}
