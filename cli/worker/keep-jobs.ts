import { EventEmitter } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { type CronItem, parseCronItems, type Runner, run, type TaskList, type WorkerEvents } from 'graphile-worker'
import type { z } from 'zod'
import { env } from '@/lib/server/env'
import type { JobDefinition } from '@/lib/server/jobs'
import { log } from '@/lib/server/log'

type Job = JobDefinition<z.ZodType>

const RESTART_MS = 1000

function taskList(jobs: readonly Job[]): TaskList {
  return Object.fromEntries(
    jobs.map((job) => [
      job.name,
      async (payload: unknown) => {
        // Cron items carry graphile's own member beside the payload.
        const { _cron: _, ...rest } = (payload ?? {}) as Record<string, unknown>
        await job.run(job.schema.parse(rest), { log })
      },
    ]),
  )
}

function cronItems(jobs: readonly Job[]): CronItem[] {
  return jobs.flatMap((job) =>
    job.cron === null ? [] : [{ task: job.name, match: job.cron, options: { backfillPeriod: 0 } }],
  )
}

export interface KeptJobs {
  /** Who takes jobs here at the moment. */
  workerIds(): string[]
  stop(): Promise<void>
}

/** Runs jobs for ever. The runner ends for good when its clock cannot reach the database; then another one is started. */
export function keepJobs(jobs: readonly Job[]): KeptJobs {
  const ids = new Set<string>()
  const ending = new AbortController()
  let runner: Runner | null = null

  async function once(): Promise<void> {
    const events: WorkerEvents = new EventEmitter()
    events.on('worker:create', ({ worker }) => ids.add(worker.workerId))
    events.on('worker:release', ({ worker }) => ids.delete(worker.workerId))
    runner = await run({
      connectionString: env.DATABASE_URL,
      concurrency: 4,
      pollInterval: 1000,
      noHandleSignals: true,
      events,
      taskList: taskList(jobs),
      parsedCronItems: parseCronItems(cronItems(jobs)),
    })
    if (ending.signal.aborted) await runner.stop()
    await runner.promise
  }

  async function keep(): Promise<void> {
    while (!ending.signal.aborted) {
      try {
        await once()
      } catch (error) {
        const err = error instanceof Error ? error.message : String(error)
        log.warn({ err }, 'jobs stopped; they start again')
      }
      runner = null
      ids.clear()
      await delay(RESTART_MS, undefined, { signal: ending.signal }).catch(() => undefined)
    }
  }

  const kept = keep()
  return {
    workerIds: () => [...ids],
    async stop() {
      ending.abort()
      await runner?.stop().catch(() => undefined)
      await kept
    },
  }
}
