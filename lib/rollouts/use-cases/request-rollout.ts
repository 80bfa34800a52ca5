import { agentHealth, ensureVariant, getDeployment, settledPlan } from '@/lib/agents/door'
import { approvalNeeded, submitForApproval } from '@/lib/approvals/door'
import { personIdOf, personNameOf } from '@/lib/identity/domain/principal'
import { AppError } from '@/lib/kernel/app-error'
import { canonicalJson } from '@/lib/kernel/canonical-json'
import { newId } from '@/lib/kernel/new-id'
import { sha256Digest } from '@/lib/kernel/sha256'
import { getVersion } from '@/lib/registry/door'
import { defineCommand } from '@/lib/server/operation'
import { TRANSITION_EVENTS } from '../audit-types'
import { requestRolloutInput, rolloutRef } from '../contract'
import { compileStrategy } from '../domain/compile-strategy'
import { DEFAULT_GUARDRAILS, type RolloutSpec } from '../domain/spec'
import { preflight } from '../preflight'
import { toRolloutRef } from '../rollout-ref'
import { runTransitions } from '../run-transitions'
import { appendRolloutEvent, databaseNow, lockOpenRollout, lockRollouts, nextRolloutNumber } from '../store'

const CONFIG_DIGEST = sha256Digest(canonicalJson({}))

/** Asks for a version to take over a deployment by a strategy. Checks come first; then the environment's policy says who must agree. */
export const requestRollout = defineCommand({
  name: 'rollouts.request-rollout',
  permission: 'rollouts:request',
  input: requestRolloutInput,
  output: rolloutRef,
  audit: [
    'rollouts.requested',
    'rollouts.preflight-recorded',
    'approvals.change-request-submitted',
    ...TRANSITION_EVENTS,
  ],
  async run(ctx, input) {
    const { tx, workspace } = ctx
    const deployment = await getDeployment(tx, workspace.id, input.deploymentId)
    const version = await getVersion(tx, workspace.id, input.versionId)
    await lockRollouts(tx, deployment.id)
    const open = await lockOpenRollout(tx, workspace.id, deployment.id)
    if (open)
      throw new AppError('conflict', {
        message: `Rollout ${open.number} of this deployment is still open (${open.status}). Finish, abort or roll it back first.`,
        details: { rolloutId: open.id, status: open.status },
      })
    const settled = await settledPlan(tx, deployment.id)
    const first = settled.settledPlanDigest === null
    const compiled = first
      ? compileStrategy({ strategy: 'all-at-once', steps: [{ candidateBps: 10_000, minDwellSec: 0 }] })
      : compileStrategy({ strategy: input.strategy, steps: input.steps })
    if (!compiled.ok) throw new AppError('invalid', { message: compiled.reason })
    const health = await agentHealth(tx, workspace.id, deployment.agentId)
    const checks = preflight({ deployment, version, settledPlan: settled.plan, agentStatus: health.status })
    const failed = checks.find((check) => !check.passed)
    if (failed || version.manifestDigest === null)
      throw new AppError('refused', {
        message: failed?.detail ?? 'The version has no files.',
        details: { reason: failed?.id ?? 'no_files', checks },
      })
    const variantId = await ensureVariant(tx, {
      workspaceId: workspace.id,
      deploymentId: deployment.id,
      versionId: version.id,
      versionNumber: version.number,
      manifestDigest: version.manifestDigest,
      configDigest: CONFIG_DIGEST,
    })
    const spec: RolloutSpec = {
      schema: 'slipway.rollout-spec/1',
      deploymentId: deployment.id,
      environmentId: deployment.environmentId,
      fromPlanDigest: settled.settledPlanDigest,
      candidate: {
        variantId,
        versionId: version.id,
        versionNumber: version.number,
        manifestDigest: version.manifestDigest,
        configDigest: CONFIG_DIGEST,
      },
      strategy: first ? 'all-at-once' : input.strategy,
      steps: compiled.steps,
      guardrails: [...DEFAULT_GUARDRAILS],
    }
    const id = newId()
    const number = await nextRolloutNumber(tx, workspace.id)
    const now = await databaseNow(tx)
    const specDigest = sha256Digest(canonicalJson(spec))
    const resources = [
      { kind: 'rollout', id },
      { kind: 'deployment', id: deployment.id },
      { kind: 'version', id: version.id },
    ]
    const { environmentId } = deployment
    await ctx.audit.record('rollouts.requested', {
      resources,
      environmentId,
      reason: input.reason,
      after: { ...spec, specDigest },
      before: { planDigest: spec.fromPlanDigest },
    })
    await ctx.audit.record('rollouts.preflight-recorded', { resources, environmentId, data: { checks } })
    const action = first ? 'deploy' : 'promote'
    const { needed } = await approvalNeeded(tx, { workspaceId: workspace.id, environmentId, action })
    const stable = settled.plan?.variants.find((variant) => variant.role === 'stable')
    const request = needed
      ? await submitForApproval(tx, ctx, {
          workspaceId: workspace.id,
          action,
          environmentId,
          deploymentId: deployment.id,
          subjects: [{ kind: 'ModelVersion', id: version.id, digest: version.manifestDigest }],
          title: `${first ? 'Deploy' : 'Promote'} ${version.modelName} v${version.number} to ${deployment.name}`,
          reason: input.reason,
          fromDigest: spec.fromPlanDigest,
          toDigest: specDigest,
          diff: [{ path: '/stable/version', before: stable?.versionNumber ?? null, after: version.number }],
          evidence: {
            rolloutId: id,
            rolloutNumber: number,
            strategy: spec.strategy,
            steps: spec.steps,
            guardrails: spec.guardrails,
            checks,
            stableVersion: stable?.versionNumber ?? null,
            version: version.number,
            modelId: version.modelId,
            versionId: version.id,
          },
        })
      : null
    const row = await tx.rollout.create({
      data: {
        id,
        workspaceId: workspace.id,
        number,
        deploymentId: deployment.id,
        environmentId,
        kind: 'rollout',
        strategy: spec.strategy,
        spec: JSON.parse(JSON.stringify(spec)),
        specDigest,
        fromPlanDigest: spec.fromPlanDigest,
        status: 'PENDING',
        statusEnteredAt: now,
        changeRequestId: request?.changeRequestId ?? null,
        reason: input.reason,
        requestedById: personIdOf(ctx.principal) ?? ctx.principal.id,
        requestedByName: personNameOf(ctx.principal),
      },
    })
    const transition = { to: 'PENDING' as const, stepIndex: 0, reason: input.reason }
    await appendRolloutEvent(tx, row, {
      type: 'rollouts.requested',
      fromStatus: null,
      transition,
      actorName: ctx.principal.name,
      now,
    })
    const { row: after } = await runTransitions(ctx, row)
    return toRolloutRef(after)
  },
})
