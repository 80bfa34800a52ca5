import { notFound } from '@/lib/kernel/app-error'
import type { Db } from '@/lib/server/database'
import { type AgentHealth, readAgentHealth } from './agent-health'
import { type CommandFacts, cancelOpenCommand, readCommand } from './command-facts'
import { insertDeployment, type NewDeployment } from './create-deployment'
import type { Plan } from './domain/plan'
import type { Audit } from './end-command'
import { type CommandOrder, type IssuedCommand, issueCommandFor } from './issue-command'
import { type Observed, readObserved } from './read-observed'
import { type Readiness, readReadiness } from './read-readiness'
import { type DeploymentFacts, getDeploymentFacts, toDeploymentFacts } from './store/deployments'
import { findPlan } from './store/desired-state'
import { findOrCreateVariant, type VariantKey } from './store/variants'

export type { DeploymentFacts }

/** Creates a deployment that serves nothing yet. Records `agents.deployment-created`. */
export async function createDeployment(tx: Db, audit: Audit, input: NewDeployment): Promise<DeploymentFacts> {
  return insertDeployment(tx, audit, input)
}

/** Deployment of this workspace, or 404. */
export async function getDeployment(db: Db, workspaceId: string, deploymentId: string): Promise<DeploymentFacts> {
  return getDeploymentFacts(db, workspaceId, deploymentId)
}

/** Deployments of a workspace by name; pages and filters are the caller's read model. */
export async function listDeployments(
  db: Db,
  workspaceId: string,
  filter: { agentId?: string; environmentId?: string; modelId?: string; state?: 'ACTIVE' | 'RETIRED' } = {},
): Promise<DeploymentFacts[]> {
  const rows = await db.deployment.findMany({
    where: { workspaceId, ...filter },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: 1000,
  })
  return rows.map(toDeploymentFacts)
}

/** The variant of a version in a deployment, created on first use. */
export async function ensureVariant(tx: Db, key: VariantKey): Promise<string> {
  return findOrCreateVariant(tx, key)
}

/**
 * A new intent and its signed command in the caller's transaction. The caller's command must declare `agents.command-issued` and, for
 * the protective lane, `agents.command-cancelled`.
 */
export async function issueCommand(tx: Db, audit: Audit, order: CommandOrder): Promise<IssuedCommand> {
  return issueCommandFor(tx, audit, order)
}

/** Cancels, or asks a running command to stop. The caller's command must declare `agents.command-cancelled`. */
export async function cancelCommand(
  tx: Db,
  audit: Audit,
  input: { workspaceId: string; commandId: string; reason: string | null },
): Promise<{ state: string; ended: boolean }> {
  return cancelOpenCommand(tx, audit, input)
}

export async function commandState(db: Db, workspaceId: string, commandId: string): Promise<CommandFacts> {
  return readCommand(db, workspaceId, commandId)
}

export interface SettledPlan {
  /** Newest intent. */
  generation: bigint
  planDigest: string | null
  fence: bigint
  /** The last plan whose command succeeded; null before the first. */
  settledGeneration: bigint
  settledPlanDigest: string | null
  plan: Plan | null
}

export async function settledPlan(db: Db, deploymentId: string): Promise<SettledPlan> {
  const row = await db.desiredState.findUnique({ where: { deploymentId } })
  if (!row) throw notFound('deployment')
  const { generation, planDigest, fence, settledGeneration, settledPlanDigest } = row
  const plan = await findPlan(db, deploymentId, settledPlanDigest)
  return { generation, planDigest, fence, settledGeneration, settledPlanDigest, plan }
}

/** A plan that this deployment had or has, by digest; null when it never did. */
export async function planOf(db: Db, deploymentId: string, planDigest: string): Promise<Plan | null> {
  return findPlan(db, deploymentId, planDigest)
}

/** What the agent last reported as running; null before its first report. */
export async function observed(db: Db, deploymentId: string): Promise<Observed | null> {
  return readObserved(db, deploymentId)
}

export async function agentHealth(db: Db, workspaceId: string, agentId: string): Promise<AgentHealth> {
  return readAgentHealth(db, workspaceId, agentId)
}

/** How fast a variant could take traffic. */
export async function readiness(db: Db, deploymentId: string, variantId: string): Promise<Readiness> {
  return readReadiness(db, deploymentId, variantId)
}
