import { agentHealth, observed, planOf, settledPlan } from '@/lib/agents/door'
import type { Db } from '@/lib/server/database'
import type { DeploymentView, RolloutView } from './contract'
import { isTerminal, type RolloutStatus, TERMINAL } from './domain/status'
import { type RolloutRow, specOf } from './store'

type DeploymentRow = NonNullable<Awaited<ReturnType<Db['deployment']['findFirst']>>>

interface Names {
  deploymentName: string
  environmentName: string
}

async function stableVersionOf(db: Db, row: RolloutRow): Promise<number | null> {
  if (row.fromPlanDigest === null) return null
  const plan = await planOf(db, row.deploymentId, row.fromPlanDigest)
  return plan?.variants.find((variant) => variant.role === 'stable')?.versionNumber ?? null
}

/** Screen model of one rollout: the row, what its last look saw, and the names people use. */
export async function readRollout(db: Db, row: RolloutRow, names?: Names): Promise<RolloutView> {
  const spec = specOf(row)
  const [progress, fromVersion, deployment, environment] = await Promise.all([
    db.rolloutProgress.findUnique({ where: { rolloutId: row.id } }),
    stableVersionOf(db, row),
    names ? null : db.deployment.findUnique({ where: { id: row.deploymentId }, select: { name: true } }),
    names ? null : db.environment.findUnique({ where: { id: row.environmentId }, select: { name: true } }),
  ])
  const status = row.status as RolloutStatus
  return {
    id: row.id,
    number: row.number,
    kind: row.kind === 'rollback' ? 'rollback' : 'rollout',
    deploymentId: row.deploymentId,
    deploymentName: names?.deploymentName ?? deployment?.name ?? '',
    environmentId: row.environmentId,
    environmentName: names?.environmentName ?? environment?.name ?? '',
    strategy: row.strategy,
    status,
    open: !isTerminal(status),
    stepIndex: row.stepIndex,
    revision: row.revision,
    holdReason: row.holdReason,
    endReason: row.endReason,
    reason: row.reason,
    candidateVersion: spec.candidate.versionNumber,
    candidateVariantId: spec.candidate.variantId,
    fromVersion,
    steps: spec.steps,
    changeRequestId: row.changeRequestId,
    requestedById: row.requestedById,
    requestedByName: row.requestedByName,
    createdAt: row.createdAt.toISOString(),
    statusEnteredAt: row.statusEnteredAt.toISOString(),
    stepEnteredAt: row.stepEnteredAt?.toISOString() ?? null,
    endedAt: row.endedAt?.toISOString() ?? null,
    specDigest: row.specDigest,
    progress: progress
      ? {
          observedDwellMs: Number(progress.observedDwellMs),
          lookedAt: progress.lookedAt.toISOString(),
          // Both were written from typed values by the engine's own look.
          decision: progress.decision as unknown as NonNullable<RolloutView['progress']>['decision'],
          gates: progress.gates as unknown as NonNullable<RolloutView['progress']>['gates'],
        }
      : null,
  }
}

function planView(plan: Awaited<ReturnType<typeof planOf>>): DeploymentView['desired']['variants'] {
  return (plan?.variants ?? []).map(({ variantId, role, versionNumber, manifestDigest, weightBps, mirrorBps }) => ({
    variantId,
    role,
    versionNumber,
    manifestDigest,
    weightBps,
    mirrorBps,
  }))
}

/** Desired beside observed, never merged, with the open rollout if there is one. */
export async function readDeployment(db: Db, row: DeploymentRow): Promise<DeploymentView> {
  const [environment, model, agent, health, settled, seen, rollout, latest] = await Promise.all([
    db.environment.findUniqueOrThrow({ where: { id: row.environmentId } }),
    db.model.findUniqueOrThrow({ where: { id: row.modelId }, select: { id: true, name: true } }),
    db.agent.findUniqueOrThrow({ where: { id: row.agentId }, select: { id: true, name: true, gatewayUrl: true } }),
    agentHealth(db, row.workspaceId, row.agentId),
    settledPlan(db, row.id),
    observed(db, row.id),
    db.rollout.findFirst({
      where: { workspaceId: row.workspaceId, deploymentId: row.id, status: { notIn: [...TERMINAL] } },
    }),
    db.modelVersion.findFirst({
      where: { modelId: row.modelId, task: { not: null } },
      orderBy: { number: 'desc' },
      select: { task: true },
    }),
  ])
  const desiredPlan = settled.planDigest === null ? null : await planOf(db, row.id, settled.planDigest)
  const names = { deploymentName: row.name, environmentName: environment.name }
  return {
    id: row.id,
    name: row.name,
    state: row.state === 'RETIRED' ? 'RETIRED' : 'ACTIVE',
    environment: { id: environment.id, name: environment.name, kind: environment.kind, policy: environment.policy },
    model: { ...model, task: latest?.task ?? null },
    agent: { ...agent, status: health.status },
    automationOff: row.automationOff,
    desired: {
      generation: String(settled.generation),
      planDigest: settled.planDigest,
      variants: planView(desiredPlan),
    },
    settled: {
      generation: String(settled.settledGeneration),
      planDigest: settled.settledPlanDigest,
      variants: planView(settled.plan),
    },
    observed: seen
      ? {
          generation: String(seen.generation),
          planDigest: seen.planDigest,
          variants: seen.variants.map(({ variantId, state, weightBps, inFlight }) => ({
            variantId,
            state,
            weightBps,
            inFlight,
          })),
          dataThrough: seen.dataThrough?.toISOString() ?? null,
          observedAt: seen.observedAt.toISOString(),
          changedAt: seen.changedAt.toISOString(),
        }
      : null,
    inSync: seen !== null && seen.planDigest === settled.planDigest,
    rollout: rollout ? await readRollout(db, rollout, names) : null,
    createdAt: row.createdAt.toISOString(),
  }
}
