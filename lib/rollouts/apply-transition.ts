import { cancelCommand, commandState, issueCommand, planOf, settledPlan } from '@/lib/agents/door'
import { authorizeExecution, cancelRequest, finishRequest } from '@/lib/approvals/door'
import { AppError } from '@/lib/kernel/app-error'
import type { CommandContext } from '@/lib/server/operation'
import type { Effect, Transition } from './domain/decide-rollout'
import type { RolloutSpec } from './domain/spec'
import { type PlanVariantDraft, type Stage, stagePlan } from './domain/stage-plan'
import { stateAfter } from './domain/state-after'
import { ENTRY_EVENT, isTerminal } from './domain/status'
import { recordGood } from './record-good'
import { appendRolloutEvent, databaseNow, type RolloutRow, saveRollout, specOf, toState } from './store'

type Ctx = Pick<CommandContext, 'tx' | 'audit' | 'principal' | 'workspace' | 'jobs' | 'clock'>

const STAGE_OF: Partial<Record<Effect, (spec: RolloutSpec, stepIndex: number) => Stage>> = {
  'apply-warm': () => ({ kind: 'warm' }),
  'apply-step': (spec, stepIndex) => {
    const step = spec.steps[stepIndex]
    if (!step) throw new Error(`rollout has no step ${stepIndex}`)
    return { kind: 'step', step }
  },
  'apply-final': (spec) => ({ kind: 'final', shadow: spec.strategy === 'shadow' }),
  'apply-rollback': () => ({ kind: 'rollback' }),
}

async function stableOf(ctx: Ctx, spec: RolloutSpec): Promise<PlanVariantDraft | null> {
  if (spec.fromPlanDigest === null) return null
  const plan = await planOf(ctx.tx, spec.deploymentId, spec.fromPlanDigest)
  const stable = plan?.variants.find((variant) => variant.role === 'stable')
  return stable ? { ...stable, requestCap: null } : null
}

interface Issued {
  commandId: string
  generation: bigint
  movesTraffic: boolean
}

/** Orders the plan of a stage from the deployment's agent; hauling back takes the protective lane and never waits. */
async function issueStage(ctx: Ctx, row: RolloutRow, transition: Transition, stage: Stage): Promise<Issued> {
  const spec = specOf(row)
  const deployment = await ctx.tx.deployment.findUniqueOrThrow({ where: { id: spec.deploymentId } })
  const config = deployment.config as { unitKey?: { header: string } | null }
  const variants = stagePlan(stage, await stableOf(ctx, spec), spec.candidate)
  const before = await settledPlan(ctx.tx, spec.deploymentId)
  const order = await issueCommand(ctx.tx, ctx.audit, {
    workspaceId: row.workspaceId,
    deploymentId: spec.deploymentId,
    kind: 'apply-plan',
    lane: stage.kind === 'rollback' ? 'protective' : 'plan',
    plan: { variants, routing: { salt: spec.deploymentId, unitKey: config.unitKey ?? null, missingUnit: 'random' } },
    approvalDigest: row.specDigest,
    idempotencyKey: `rollout:${row.id}:${row.revision}:${stage.kind}:${transition.stepIndex}`,
  })
  await ctx.audit.record('rollouts.plan-desired', {
    resources: [
      { kind: 'rollout', id: row.id },
      { kind: 'deployment', id: spec.deploymentId },
      { kind: 'command', id: order.commandId },
    ],
    environmentId: row.environmentId,
    before: { planDigest: before.settledPlanDigest },
    after: { planDigest: order.planDigest, generation: order.generation, variants },
  })
  const candidate = variants.find((variant) => variant.variantId === spec.candidate.variantId)
  return { commandId: order.commandId, generation: order.generation, movesTraffic: (candidate?.weightBps ?? 0) > 0 }
}

/** Takes back what the agent has not begun, and asks it to stop what it has. */
async function cancelOrder(ctx: Ctx, row: RolloutRow, reason: string | null): Promise<void> {
  if (row.commandId === null) return
  const { workspaceId, commandId } = row
  const { endedAt } = await commandState(ctx.tx, workspaceId, commandId)
  if (endedAt === null) await cancelCommand(ctx.tx, ctx.audit, { workspaceId, commandId, reason })
}

async function closeRequest(ctx: Ctx, row: RolloutRow, transition: Transition, reason: string | null): Promise<void> {
  if (row.changeRequestId === null) return
  const { workspaceId, changeRequestId } = row
  if (row.status === 'PENDING')
    await cancelRequest(ctx.tx, ctx.audit, { workspaceId, changeRequestId, because: 'cancelled', reason })
  else
    await finishRequest(ctx.tx, ctx.audit, {
      workspaceId,
      changeRequestId,
      outcome: transition.to === 'SUCCEEDED' ? 'DONE' : 'FAILED',
    })
}

/** Carries out one transition: effects, compare-and-set, rollout event and audit event, all in the caller's transaction. */
export async function applyTransition(
  ctx: Ctx,
  row: RolloutRow,
  transition: Transition,
  reason: string | null = null,
  evidence: object | null = null,
): Promise<RolloutRow> {
  const why = reason ?? transition.reason
  const now = await databaseNow(ctx.tx)
  let issued: Issued | null = null
  for (const effect of transition.effects) {
    const stage = STAGE_OF[effect]
    if (stage) issued = await issueStage(ctx, row, transition, stage(specOf(row), transition.stepIndex))
    else if (effect === 'consume-approval' && row.changeRequestId !== null)
      await authorizeExecution(ctx.tx, {
        workspaceId: row.workspaceId,
        changeRequestId: row.changeRequestId,
        toDigest: row.specDigest,
        fromDigest: row.fromPlanDigest,
        audit: ctx.audit,
      })
    else if (effect === 'cancel-order') await cancelOrder(ctx, row, why)
    else if (effect === 'record-good') await recordGood(ctx.tx, row, transition.to, now)
  }
  const after = stateAfter(toState(row), transition, {
    nowMs: now.getTime(),
    movesTraffic: issued?.movesTraffic ?? false,
  })
  const saved = await saveRollout(ctx.tx, row, {
    ...after,
    commandId: issued?.commandId ?? row.commandId,
    generation: issued?.generation ?? row.generation,
    endReason: isTerminal(transition.to) ? transition.reason : null,
    now,
  })
  // A new step starts with an empty clock and no evidence of the step before.
  if (transition.to === 'APPLYING' || (transition.to === 'BAKING' && row.status === 'APPLYING'))
    await ctx.tx.rolloutProgress.deleteMany({ where: { rolloutId: row.id } })
  const type = ENTRY_EVENT[transition.to]
  const actorName = ctx.principal.name
  await appendRolloutEvent(ctx.tx, row, {
    type,
    fromStatus: row.status,
    transition: { ...transition, reason: why },
    actorName,
    ...(evidence === null ? {} : { detail: evidence }),
    now,
  })
  await ctx.audit.record(type, {
    resources: [
      { kind: 'rollout', id: row.id },
      { kind: 'deployment', id: row.deploymentId },
    ],
    environmentId: row.environmentId,
    reason: why,
    before: { status: row.status, stepIndex: row.stepIndex },
    after: { status: transition.to, stepIndex: transition.stepIndex },
    ...(evidence === null ? {} : { data: { evidence } }),
  })
  if (isTerminal(transition.to)) await closeRequest(ctx, row, transition, why)
  return saved
}

export function refusePerson(reason: string): AppError {
  return new AppError('refused', { message: reason, details: { reason: 'not_now' } })
}
