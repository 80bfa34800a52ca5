import { z } from 'zod'
import type { Principal } from '@/lib/identity/domain/principal'
import { database } from '@/lib/server/database'
import { defineJob } from '@/lib/server/jobs'
import { runCommand } from '@/lib/server/run-command'
import { TERMINAL } from './domain/status'
import { evaluateRollout } from './use-cases/evaluate-rollout'

const ENGINE: Principal = {
  kind: 'job',
  id: 'rollouts.evaluate',
  name: 'rollouts.evaluate',
  permissions: ['rollouts:evaluate'],
}

async function evaluate(workspaceId: string, deploymentId: string): Promise<void> {
  await runCommand(evaluateRollout, { principal: ENGINE, workspace: workspaceId, input: { deploymentId } })
}

/** Woken by the end of a command, a vote or an observation; the loop below catches whatever a lost wake-up would miss. */
export const evaluateJob = defineJob({
  name: 'rollouts.evaluate',
  schema: z.object({ workspaceId: z.uuid(), deploymentId: z.uuid() }),
  cron: null,
  run: ({ workspaceId, deploymentId }) => evaluate(workspaceId, deploymentId),
})

export const rolloutsJobs = [evaluateJob]

/** Guardrails are looked at every few seconds while a rollout is open. */
export const rolloutsLoops = [
  {
    name: 'rollouts.look',
    everyMs: 2500,
    async run() {
      const open = await database().rollout.findMany({
        where: { status: { notIn: [...TERMINAL] } },
        select: { workspaceId: true, deploymentId: true },
        take: 500,
      })
      for (const { workspaceId, deploymentId } of open) await evaluate(workspaceId, deploymentId)
    },
  },
]
