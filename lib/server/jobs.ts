import type { z } from 'zod'
import type { Db } from './database'
import type { Log } from './log'

export interface JobContext {
  log: Log
}

/** A background job: an id, a schema, and a thin handler that calls commands. */
export interface JobDefinition<S extends z.ZodType> {
  name: string
  schema: S
  /** cron pattern (UTC) for jobs that run by the clock, else null. graphile-worker's crontab form, e.g. "* * * * *". */
  cron: string | null
  run(payload: z.output<S>, ctx: JobContext): Promise<void>
}

export function defineJob<S extends z.ZodType>(definition: JobDefinition<S>): JobDefinition<S> {
  return definition
}

export interface EnqueueOptions {
  /** Jobs with the same key are merged: the newest run time and payload win while the job has not started. */
  key?: string
  runAt?: Date
  maxAttempts?: number
  /** Jobs of one queue run one after the other. */
  queue?: string
}

export interface JobQueue {
  enqueue<S extends z.ZodType>(
    job: Pick<JobDefinition<S>, 'name'>,
    payload: z.input<S>,
    options?: EnqueueOptions,
  ): Promise<void>
}

/** Adds jobs inside the caller's transaction: a rolled-back command leaves no job behind. */
export function jobQueue(tx: Db): JobQueue {
  return {
    async enqueue(job, payload, options = {}) {
      await tx.$executeRaw`SELECT graphile_worker.add_job(
        ${job.name}::text, payload := ${JSON.stringify(payload)}::json, queue_name := ${options.queue ?? null}::text,
        run_at := coalesce(${options.runAt ?? null}::timestamptz, now()), max_attempts := ${options.maxAttempts ?? 12}::int,
        job_key := ${options.key ?? null}::text, job_key_mode := 'replace')`
    },
  }
}
