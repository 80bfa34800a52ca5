import { getEnvironment } from '@/lib/identity/door'
import { canonicalJson } from '@/lib/kernel/canonical-json'
import type { Db } from '@/lib/server/database'
import { DESIRED_PAYLOAD_TYPE, type DesiredPayload } from '../domain/command'
import { type Plan, planDigest, planSchema } from '../domain/plan'
import type { ServingFacts } from '../domain/serving-facts'
import { signForAgents } from '../signing-key'
import { type DeploymentFacts, getDeploymentFacts } from './deployments'
import { envelopeToBytes } from './envelope-bytes'

export interface DesiredRow {
  deploymentId: string
  workspaceId: string
  agentId: string
  generation: bigint
  planDigest: string | null
  settledGeneration: bigint
  settledPlanDigest: string | null
  fence: bigint
}

/** Every change of a deployment's intent holds this row's lock: fences and generations are handed out one at a time. */
export async function lockDesired(tx: Db, deploymentId: string): Promise<DesiredRow> {
  const [row] = await tx.$queryRaw<DesiredRow[]>`
    SELECT "deploymentId", "workspaceId", "agentId", generation, "planDigest", "settledGeneration", "settledPlanDigest", fence
    FROM "DesiredState" WHERE "deploymentId" = ${deploymentId}::uuid FOR UPDATE`
  if (!row) throw new Error(`deployment ${deploymentId} has no desired state`)
  return row
}

export async function savePlan(tx: Db, workspaceId: string, plan: Plan): Promise<string> {
  const digest = planDigest(plan)
  await tx.$executeRaw`INSERT INTO "PlanRecord" ("workspaceId", "deploymentId", "planDigest", plan)
    VALUES (${workspaceId}::uuid, ${plan.deploymentId}::uuid, ${digest}, ${canonicalJson(plan)}::jsonb) ON CONFLICT DO NOTHING`
  return digest
}

export async function findPlan(db: Db, deploymentId: string, digest: string | null): Promise<Plan | null> {
  if (digest === null) return null
  const row = await db.planRecord.findUnique({
    where: { deploymentId_planDigest: { deploymentId, planDigest: digest } },
  })
  return row ? planSchema.parse(row.plan) : null
}

/** What the agent needs beside a plan to serve it; signed together with it. */
export async function servingFacts(db: Db, deployment: DeploymentFacts): Promise<ServingFacts> {
  const environment = await getEnvironment(db, deployment.workspaceId, deployment.environmentId)
  return {
    deploymentName: deployment.name,
    environmentName: environment.name,
    modelName: deployment.config.modelName,
    allowOverride: deployment.config.allowOverride,
  }
}

async function desiredEnvelope(tx: Db, row: DesiredRow): Promise<Uint8Array<ArrayBuffer> | null> {
  const settled = await findPlan(tx, row.deploymentId, row.settledPlanDigest)
  if (settled === null || row.settledPlanDigest === null) return null
  const deployment = await getDeploymentFacts(tx, row.workspaceId, row.deploymentId)
  const payload: DesiredPayload = {
    agentId: row.agentId,
    targetId: deployment.targetId,
    deploymentId: row.deploymentId,
    environmentId: deployment.environmentId,
    generation: String(row.generation),
    settledGeneration: String(row.settledGeneration),
    fence: String(row.fence),
    plan: settled,
    planDigest: row.settledPlanDigest,
    authorization: null,
    params: await servingFacts(tx, deployment),
  }
  return envelopeToBytes(await signForAgents(tx, DESIRED_PAYLOAD_TYPE, canonicalJson(payload)))
}

/** Writes the row with a freshly signed envelope of its settled plan (none before the first plan settled). */
export async function saveDesired(tx: Db, row: DesiredRow): Promise<void> {
  const envelope = await desiredEnvelope(tx, row)
  await tx.$executeRaw`UPDATE "DesiredState" SET generation = ${row.generation}, "planDigest" = ${row.planDigest},
      "settledGeneration" = ${row.settledGeneration}, "settledPlanDigest" = ${row.settledPlanDigest}, fence = ${row.fence},
      envelope = ${envelope}, "updatedAt" = now()
    WHERE "deploymentId" = ${row.deploymentId}::uuid`
}

/** Records which plan a generation means; a generation without a plan (nothing ever settled) has no record. */
export async function saveGeneration(tx: Db, row: DesiredRow): Promise<void> {
  if (row.planDigest === null) return
  await tx.planGeneration.create({
    data: {
      deploymentId: row.deploymentId,
      generation: row.generation,
      workspaceId: row.workspaceId,
      planDigest: row.planDigest,
    },
  })
}
