import { agentsJobs, agentsLoops } from '@/lib/agents/jobs'
import { beat } from '@/lib/agents/process-heartbeat'
import { approvalsJobs } from '@/lib/approvals/jobs'
import { monitoringJobs } from '@/lib/monitoring/jobs'
import { registryJobs } from '@/lib/registry/jobs'
import { rolloutsJobs, rolloutsLoops } from '@/lib/rollouts/jobs'
import { closeDatabase } from '@/lib/server/database'
import { log } from '@/lib/server/log'
import { beatWorkers, createDeadLocks } from '../worker/dead-locks'
import { keepJobs } from '../worker/keep-jobs'
import { startLoop } from '../worker/start-loop'

const JOBS = [...registryJobs, ...agentsJobs, ...approvalsJobs, ...monitoringJobs, ...rolloutsJobs]
const LOOPS = [
  ...agentsLoops,
  ...rolloutsLoops,
  { name: 'jobs.free-dead-locks', everyMs: 10_000, run: createDeadLocks() },
]
const HEARTBEAT_MS = 5000

/** In this order: whoever beats first after an outage has to find it in the silence of everybody. */
async function heartbeat(workerIds: readonly string[]): Promise<void> {
  await beat('worker')
  await beatWorkers(workerIds)
}

/** Background jobs and the engine's loops, until SIGTERM or SIGINT. Any number of workers may run. */
export async function runWorker(): Promise<void> {
  const jobs = keepJobs(JOBS)
  const stops = [
    ...LOOPS.map((loop) => startLoop(loop.name, loop.everyMs, loop.run)),
    startLoop(`heartbeat:${process.pid}`, HEARTBEAT_MS, () => heartbeat(jobs.workerIds())),
  ]
  log.info({ jobs: JOBS.length, loops: LOOPS.length }, 'worker started')
  await new Promise<void>((resolve) => {
    process.once('SIGTERM', resolve)
    process.once('SIGINT', resolve)
  })
  await Promise.all([jobs.stop(), ...stops.map((stop) => stop())])
  await closeDatabase()
}
