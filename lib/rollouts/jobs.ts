import { z } from 'zod'
import { database } from '@/lib/server/database'
import { defineJob } from '@/lib/server/jobs'
import { log } from '@/lib/server/log'
import { runCommand } from '@/lib/server/run-command'
import { TERMINAL } from './domain/status'
import { ENGINE } from './engine-principal'
import { evaluateRollout } from './use-cases/evaluate-rollout'

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
      for (const { workspaceId, deploymentId } of open) {
        try {
          await evaluate(workspaceId, deploymentId)
        } catch (error) {
          // One stubborn rollout must not keep the others waiting; it is looked at again in the next round.
          const err = error instanceof Error ? error.message : String(error)
          log.error({ deploymentId, err }, 'look at a rollout failed')
        }
      }
    },
  },
]
