import { DESIRED_PAYLOAD_TYPE, type DesiredPayload, desiredPayloadSchema } from '@/lib/agents/domain/command'
import { type Envelope, openEnvelope } from '@/lib/agents/domain/dsse'
import { planDigest } from '@/lib/agents/domain/plan'
import { planProblem } from '@/lib/agents/domain/plan-problem'
import { log } from '../log'
import type { AgentContext } from '../supervisor/agent-context'
import { buildSpec } from './build-spec'
import { allowedRule } from './verify-command'

export function readDesired(context: AgentContext, envelope: Envelope): DesiredPayload | null {
  const bytes = openEnvelope(envelope, DESIRED_PAYLOAD_TYPE, context.trust.keyOf)
  if (bytes === null) {
    log.error('desired state without a trusted signature was ignored')
    return null
  }
  const parsed = desiredPayloadSchema.safeParse(JSON.parse(bytes.toString('utf8')))
  if (!parsed.success || parsed.data.agentId !== context.client.agentId) {
    log.error({ issue: parsed.error?.issues[0] }, 'desired state that is not for this agent was ignored')
    return null
  }
  return parsed.data
}

function mayServe(context: AgentContext, desired: DesiredPayload): boolean {
  const target = context.targets.get(desired.targetId)
  if (target === undefined || planDigest(desired.plan) !== desired.planDigest || planProblem(desired.plan) !== null)
    return false
  return allowedRule(desired, target, context.config.allow)?.trust === 'T0'
}

/** Unsettled intent has taken the newest fence already; the settled plan must leave it to its command. */
function settledFence(desired: DesiredPayload): bigint {
  const fence = BigInt(desired.fence)
  return desired.generation === desired.settledGeneration ? fence : fence - 1n
}

/**
 * Brings a gateway that serves nothing, or something older, to the settled plan: after a fresh start or a lost disk. It never goes from
 * one settled plan to another by itself; that is what commands are for.
 */
export async function converge(context: AgentContext, desired: DesiredPayload): Promise<void> {
  const { deploymentId } = desired
  const busy =
    [...context.running.values()].some((r) => r.command.deploymentId === deploymentId) ||
    [...context.open.values()].length > 0
  if (busy || !mayServe(context, desired)) return
  const { deployments } = await context.gateway.status()
  const live = deployments.find((d) => d.deploymentId === deploymentId)
  const fence = settledFence(desired)
  const isBehind = live === undefined || BigInt(live.generation) < BigInt(desired.settledGeneration)
  if (!isBehind || live?.planDigest === desired.planDigest || (live !== undefined && fence <= BigInt(live.fence)))
    return
  const source = { ...desired, generation: desired.settledGeneration, fence: fence.toString() }
  const spec = await buildSpec(context, source, false, AbortSignal.timeout(600_000))
  await context.gateway.apply(spec, null)
  await context.fences.raise(deploymentId, fence)
  await context.journal.append({
    type: 'SETTLED',
    deploymentId,
    planDigest: desired.planDigest,
    generation: desired.settledGeneration,
  })
  log.info({ deploymentId, planDigest: desired.planDigest }, 'converged to the settled plan')
  context.reportSoon()
}
