import { getDeployment, settledPlan } from '@/lib/agents/door'
import { personIdOf, personNameOf } from '@/lib/identity/domain/principal'
import { AppError } from '@/lib/kernel/app-error'
import { canonicalJson } from '@/lib/kernel/canonical-json'
import { newId } from '@/lib/kernel/new-id'
import { sha256Digest } from '@/lib/kernel/sha256'
import type { CommandContext } from '@/lib/server/operation'
import { defineCommand } from '@/lib/server/operation'
import { applyTransition } from '../apply-transition'
import { TRANSITION_EVENTS } from '../audit-types'
import { rollBackInput, rolloutRef } from '../contract'
import type { RolloutSpec } from '../domain/spec'
import { type GoodVersion, returnOf, rollbackChoices } from '../good-versions'
import { toRolloutRef } from '../rollout-ref'
import {
  appendRolloutEvent,
  databaseNow,
  lockOpenRollout,
  lockRollouts,
  nextRolloutNumber,
  type RolloutRow,
} from '../store'

async function chooseGood(ctx: CommandContext, deploymentId: string, wanted: string | undefined): Promise<GoodVersion> {
  const { good, back } = await rollbackChoices(ctx.tx, ctx.workspace.id, deploymentId)
  const choice = good.find((one) => one.variantId === (wanted ?? back) && one.markedBadAt === null)
  if (choice === undefined)
    throw new AppError('refused', {
      message: wanted
        ? 'This version is not on the list of good versions here. Deploy it as a rollout instead.'
        : 'No earlier good version has served here. Choose one from the list, or deploy another version.',
      details: { reason: 'no_good_version' },
    })
  if (choice.readiness === 'UNAVAILABLE')
    throw new AppError('refused', {
      message: `Version ${choice.variant.versionNumber} is no longer available: it was archived or its files are gone. Choose another one.`,
      details: { reason: 'unavailable' },
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
  const choice = await chooseGood(ctx, deployment.id, input.variantId)
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
      requestedById: personIdOf(ctx.principal) ?? ctx.principal.id,
      requestedByName: personNameOf(ctx.principal),
      trafficMoved: true,
    },
  })
  const transition = { to: 'ROLLING_BACK' as const, stepIndex: 0, reason: 'PERSON' }
  await appendRolloutEvent(tx, row, {
    type: 'rollouts.requested',
    fromStatus: null,
    transition: { ...transition, reason: input.reason },
    actorName: ctx.principal.name,
    now,
  })
  return applyTransition(ctx, row, { ...transition, effects: ['apply-rollback'] }, input.reason)
}

/** Ends an open rollout so that another version than its own past may take over; the rollback's fence shuts out what it ordered. */
async function setAside(ctx: CommandContext, open: RolloutRow, reason: string): Promise<void> {
  const transition = { to: 'CANCELLED' as const, stepIndex: open.stepIndex, reason: 'ROLLED_BACK_INSTEAD', effects: [] }
  await applyTransition(ctx, open, transition, reason)
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
    await lockRollouts(ctx.tx, input.deploymentId)
    const open = await lockOpenRollout(ctx.tx, ctx.workspace.id, input.deploymentId)
    if (open === null) return toRolloutRef(await startRollback(ctx, input))
    const returnsTo = await returnOf(ctx.tx, open)
    if (open.status !== 'PENDING' && returnsTo === null)
      throw new AppError('refused', {
        message: 'This is the first version here: there is nothing to return to. Deploy another version instead.',
      })
    if (open.status === 'PENDING' || (input.variantId !== undefined && input.variantId !== returnsTo)) {
      // Chosen first: what is set aside decides what may be gone back to.
      await chooseGood(ctx, input.deploymentId, input.variantId)
      await setAside(ctx, open, input.reason)
      return toRolloutRef(await startRollback(ctx, input))
    }
    if (open.status === 'ROLLING_BACK')
      throw new AppError('conflict', { message: 'It is rolling back already.', details: { rolloutId: open.id } })
    const effects = ['apply-rollback' as const]
    const transition = { to: 'ROLLING_BACK' as const, stepIndex: open.stepIndex, reason: 'PERSON', effects }
    return toRolloutRef(await applyTransition(ctx, open, transition, input.reason))
  },
})
