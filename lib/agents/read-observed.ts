import type { Db } from '@/lib/server/database'
import { readAgentHealth } from './agent-health'
import type { AgentStatus } from './domain/agent-status'
import type { ObservedVariant } from './domain/receipt'
import type { DeploymentCounters, ObservedDeployment } from './domain/wire'

export interface Observed {
  generation: bigint
  planDigest: string | null
  fence: bigint
  variants: ObservedVariant[]
  conditions: ObservedDeployment['conditions']
  counters: DeploymentCounters | null
  dataThrough: Date | null
  /** When the agent last reported, and when that last differed from the report before. */
  observedAt: Date
  changedAt: Date
  agentStatus: AgentStatus
}

/** What the agent last said that runs, beside how fresh that is; null before its first report. */
export async function readObserved(db: Db, deploymentId: string): Promise<Observed | null> {
  const row = await db.observedState.findUnique({ where: { deploymentId } })
  if (!row) return null
  return {
    generation: row.generation,
    planDigest: row.planDigest,
    fence: row.fence,
    // Written from the validated report only, so the shape is known.
    variants: row.variants as unknown as ObservedVariant[],
    conditions: row.conditions as unknown as ObservedDeployment['conditions'],
    counters: row.counters as unknown as DeploymentCounters,
    dataThrough: row.dataThrough,
    observedAt: row.observedAt,
    changedAt: row.changedAt,
    agentStatus: (await readAgentHealth(db, row.workspaceId, row.agentId)).status,
  }
}
