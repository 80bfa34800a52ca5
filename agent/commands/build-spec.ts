import type { CommandPayload, DesiredPayload } from '@/lib/agents/domain/command'
import type { DeploymentSpec, ModelSpec } from '../gateway/routing/deployment-spec'
import type { AgentContext } from '../supervisor/agent-context'

/** Check 10: every artifact of the plan on disk and re-hashed; then the routing that the gateway is to have. */
export async function buildSpec(
  context: AgentContext,
  source: Pick<CommandPayload | DesiredPayload, 'deploymentId' | 'fence' | 'plan' | 'planDigest' | 'params'> & {
    generation: string
  },
  stopped: boolean,
  signal: AbortSignal,
): Promise<DeploymentSpec> {
  const models: Record<string, ModelSpec> = {}
  for (const { manifestDigest } of source.plan.variants)
    models[manifestDigest] ??= await context.artifacts.fetch(manifestDigest, signal)
  return {
    schema: 'slipway.routing/1',
    deploymentId: source.deploymentId,
    generation: source.generation,
    fence: source.fence,
    planDigest: source.planDigest,
    plan: source.plan,
    facts: source.params,
    stopped,
    capture: context.capture.get(source.deploymentId) ?? null,
    models,
  }
}
