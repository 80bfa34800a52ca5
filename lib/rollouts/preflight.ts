import type { DeploymentFacts } from '@/lib/agents/door'
import type { VersionFacts } from '@/lib/registry/door'

export interface Check {
  id: string
  passed: boolean
  detail: string
}

interface PreflightFacts {
  deployment: Pick<DeploymentFacts, 'modelId' | 'state'>
  version: Pick<VersionFacts, 'modelId' | 'number' | 'state' | 'verdict' | 'servingProblem' | 'manifestDigest'>
  settledPlan: { variants: readonly { role: string; manifestDigest: string }[] } | null
  agentStatus: string
}

/** What must hold before anyone is asked to approve. Every check is kept as evidence, passed or not. */
export function preflight({ deployment, version, settledPlan, agentStatus }: PreflightFacts): Check[] {
  const stable = settledPlan?.variants.find((variant) => variant.role === 'stable')
  return [
    { id: 'deployment_active', passed: deployment.state === 'ACTIVE', detail: 'The deployment is not retired.' },
    {
      id: 'same_model',
      passed: version.modelId === deployment.modelId,
      detail: 'The version belongs to the model that this deployment serves.',
    },
    {
      id: 'version_ready',
      passed: version.state === 'READY',
      detail:
        version.state === 'READY'
          ? 'The version is READY.'
          : `Version ${version.number} is ${version.state}; only a READY version can be deployed.`,
    },
    {
      id: 'verdict_safe',
      passed: version.verdict === 'clean' || version.verdict === 'suspicious',
      detail: `Intake verdict: ${version.verdict ?? 'none'}.`,
    },
    {
      id: 'format_supported',
      passed: version.servingProblem === null,
      detail: version.servingProblem ?? 'Agents can load this format.',
    },
    {
      id: 'not_serving_already',
      passed: stable?.manifestDigest !== version.manifestDigest,
      detail: 'The version is not the one that serves already.',
    },
    {
      id: 'agent_online',
      passed: agentStatus === 'ONLINE',
      detail:
        agentStatus === 'ONLINE'
          ? 'The agent is online.'
          : `The agent of this deployment is ${agentStatus}. Start it, then ask again.`,
    },
  ]
}
