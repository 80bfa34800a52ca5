import { getDeployment, settledPlan } from '@/lib/agents/door'
import { AppError } from '@/lib/kernel/app-error'
import { canonicalJson } from '@/lib/kernel/canonical-json'
import { newId } from '@/lib/kernel/new-id'
import { sha256Digest } from '@/lib/kernel/sha256'
import type { CommandContext } from '@/lib/server/operation'
import { defineCommand } from '@/lib/server/operation'
import { applyTransition } from '../apply-transition'
import { TRANSITION_EVENTS } from '../audit-types'
import { cancelPendingRequest } from '../cancel-pending-request'
import { rollBackInput, rolloutRef } from '../contract'
import type { RolloutSpec } from '../domain/spec'
import { toRolloutRef } from '../rollout-ref'
import { appendRolloutEvent, databaseNow, lockOpenRollout, nextRolloutNumber, type RolloutRow } from '../store'

const MOVED = ['WARMING', 'APPLYING', 'BAKING', 'AWAITING_APPROVAL', 'HELD', 'PAUSED', 'FINALIZING', 'ROLLBACK_FAILED']

async function chooseGood(ctx: CommandContext, deploymentId: string, stableId: string, wanted: string | undefined) {
  const good = await ctx.tx.goodVersion.findMany({
    where: { workspaceId: ctx.workspace.id, deploymentId, markedBadAt: null },
    orderBy: { becameAt: 'desc' },
  })
  const choice = wanted ? good.find((g) => g.variantId === wanted) : good.find((g) => g.variantId !== stableId)
  if (choice === undefined || choice.variantId === stableId)
    throw new AppError('refused', {
      message: wanted
        ? 'This version is not on the list of good versions here. Deploy it as a rollout instead.'
        : 'No earlier good version has served here. Deploy another version instead.',
      details: { reason: 'no_good_version' },
    })
  return choice
}

/** Creates a rollback of its own when no rollout is open: from what is stable now to an earlier good version, at once. */
async function startRollback(
  ctx: CommandContext,
  input: { deploymentId: string; variantId?: string | undefined; reason: string },
): Promise<RolloutRow> {
  const { tx, workspace } = ctx
  const deployment = await getDeployment(tx, workspace.id, input.deploymentId)
  const settled = await settledPlan(tx, deployment.id)
  const stable = settled.plan?.variants.find((variant) => variant.role === 'stable')
  if (!stable) throw new AppError('refused', { message: 'Nothing serves here yet, so there is nothing to roll back.' })
  const choice = await chooseGood(ctx, deployment.id, stable.variantId, input.variantId)
  const current = await tx.variant.findUniqueOrThrow({ where: { id: stable.variantId } })
  const spec: RolloutSpec = {
    schema: 'slipway.rollout-spec/1',
    deploymentId: deployment.id,
    environmentId: deployment.environmentId,
    fromPlanDigest: choice.planDigest,
    candidate: {
      variantId: current.id,
      versionId: current.versionId,
      versionNumber: current.versionNumber,
      manifestDigest: current.manifestDigest,
      configDigest: current.configDigest,
    },
    strategy: 'all-at-once',
    steps: [],
    guardrails: [],
  }
  const now = await databaseNow(tx)
  const row = await tx.rollout.create({
    data: {
      id: newId(),
      workspaceId: workspace.id,
      number: await nextRolloutNumber(tx, workspace.id),
      deploymentId: deployment.id,
      environmentId: deployment.environmentId,
      kind: 'rollback',
      strategy: 'all-at-once',
      spec: JSON.parse(JSON.stringify(spec)),
      specDigest: sha256Digest(canonicalJson(spec)),
      fromPlanDigest: choice.planDigest,
      status: 'APPLYING',
      statusEnteredAt: now,
      reason: input.reason,
      requestedById: ctx.principal.id,
      requestedByName: ctx.principal.name,
      trafficMoved: true,
    },
  })
  const transition = { to: 'ROLLING_BACK' as const, stepIndex: 0, reason: input.reason }
  await appendRolloutEvent(tx, row, {
    type: 'rollouts.requested',
    fromStatus: null,
    transition,
    actorName: ctx.principal.name,
    now,
  })
  return applyTransition(ctx, row, { ...transition, effects: ['apply-rollback'] }, input.reason)
}

/**
 * One click back. With an open rollout: to the plan before it. Otherwise: to an earlier good version (the previous one unless named).
 * Needs no vote; takes the protective lane, which never waits for another command.
 */
export const rollBack = defineCommand({
  name: 'rollouts.roll-back',
  permission: 'rollouts:roll-back',
  input: rollBackInput,
  output: rolloutRef,
  audit: ['rollouts.rollback-started', 'approvals.rollback-authorized', ...TRANSITION_EVENTS],
  async run(ctx, input) {
    await ctx.tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`rollout:${input.deploymentId}`}, 0))`
    const open = await lockOpenRollout(ctx.tx, ctx.workspace.id, input.deploymentId)
    if (open === null) return toRolloutRef(await startRollback(ctx, input))
    if (open.status === 'ROLLING_BACK')
      throw new AppError('conflict', { message: 'It is rolling back already.', details: { rolloutId: open.id } })
    if (open.status === 'PENDING') {
      await cancelPendingRequest(ctx, open, input.reason)
      await applyTransition(
        ctx,
        open,
        { to: 'CANCELLED', stepIndex: 0, reason: 'ROLLED_BACK_INSTEAD', effects: [] },
        input.reason,
      )
      return toRolloutRef(await startRollback(ctx, input))
    }
    if (!MOVED.includes(open.status) || open.fromPlanDigest === null)
      throw new AppError('refused', {
        message: 'This is the first version here: there is nothing to return to. Deploy another version instead.',
      })
    const transition = {
      to: 'ROLLING_BACK' as const,
      stepIndex: open.stepIndex,
      reason: 'PERSON',
      effects: ['apply-rollback' as const],
    }
    return toRolloutRef(await applyTransition(ctx, open, transition, input.reason))
  },
})
