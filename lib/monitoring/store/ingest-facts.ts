import { type DeploymentFacts, deploymentFacts } from './deployment-facts'
import { type Generation, planHistory } from './plan-history'

export interface IngestFacts {
  deployment: DeploymentFacts
  history: Generation[]
  readMs: number
}

const FRESH_MS = 2000
const MOST = 10_000
const known = new Map<string, IngestFacts>()

/** Variants and plans of a deployment, at most two seconds old. A row they do not explain asks again before it is refused. */
export async function ingestFacts(
  workspaceId: string,
  deploymentId: string,
  nowMs: number,
  again = false,
): Promise<IngestFacts> {
  const key = `${workspaceId}|${deploymentId}`
  const cached = known.get(key)
  if (!again && cached !== undefined && Math.abs(nowMs - cached.readMs) < FRESH_MS) return cached
  const deployment = await deploymentFacts(workspaceId, deploymentId)
  const facts = { deployment, history: await planHistory(workspaceId, deploymentId), readMs: nowMs }
  if (known.size > MOST) known.clear()
  known.set(key, facts)
  return facts
}
