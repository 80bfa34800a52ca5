import { formatBps } from '@/components/ui/format-number'
import type { DeploymentView, RolloutView } from '@/lib/rollouts/contract'
import { describeHold, describeWait, holdReasonNow } from './describe-wait'

function stepWords(rollout: RolloutView): string {
  const traffic = rollout.steps.length
  return traffic > 1 ? `, step ${Math.min(rollout.stepIndex + 1, traffic)} of ${traffic}` : ''
}

function shareOf(deployment: DeploymentView, variantId: string): string {
  const observed = deployment.observed?.variants.find((variant) => variant.variantId === variantId)
  return formatBps(observed?.weightBps ?? 0)
}

/** One sentence for an open rollout, most urgent fact first. */
export function describeRollout(deployment: DeploymentView, rollout: RolloutView): string {
  const next = `v${rollout.candidateVersion}`
  const from = rollout.fromVersion === null ? 'nothing' : `v${rollout.fromVersion}`
  const meanwhile = rollout.fromVersion === null ? 'nothing serves yet' : `${from} keeps serving`
  const share = shareOf(deployment, rollout.candidateVariantId)
  switch (rollout.status) {
    case 'PENDING':
      return rollout.changeRequestId === null
        ? `${next} is about to start; ${meanwhile}.`
        : `${next} waits for approval; ${meanwhile}.`
    case 'WARMING':
      return `${next} is being loaded; ${meanwhile}.`
    case 'APPLYING':
      return `Moving ${next} to ${formatBps(rollout.steps[rollout.stepIndex]?.candidateBps ?? 10_000)} of traffic.`
    case 'BAKING': {
      const wait = describeWait(rollout)
      return `${next} serves ${share}${stepWords(rollout)}.${wait ? ` ${wait}` : ''}`
    }
    case 'AWAITING_APPROVAL':
      return `${next} serves ${share} and waits for a person to advance it.`
    case 'HELD':
      return `Held with ${next} at ${share}: ${describeHold(holdReasonNow(rollout))}.`
    case 'PAUSED':
      return `Paused by a person with ${next} at ${share}. Only a person resumes it.`
    case 'FINALIZING':
      return `${next} serves all traffic; the old version is being put on standby.`
    case 'ROLLING_BACK':
      return `Rolling back to ${from}.`
    case 'ROLLBACK_FAILED':
      return `The rollback to ${from} failed. Choose a version to go back to now.`
    default:
      return `${next}: ${rollout.status.toLowerCase().replaceAll('_', ' ')}.`
  }
}

/** The headline of a deployment, computed from state. */
export function describeDeployment(deployment: DeploymentView): string {
  if (deployment.state === 'RETIRED') return 'Retired. Nothing is served here.'
  const offline =
    deployment.agent.status === 'OFFLINE'
      ? `Agent ${deployment.agent.name} is offline since its last report; what it served then it keeps serving. `
      : ''
  if (deployment.rollout !== null) return offline + describeRollout(deployment, deployment.rollout)
  const serving = (deployment.observed?.variants ?? []).filter((variant) => variant.weightBps > 0)
  if (serving.length === 0) return `${offline}Nothing is served yet. Deploy a version to start.`
  const stable = deployment.settled.variants.find((variant) => variant.role === 'stable')
  const words = stable ? `v${stable.versionNumber} serves all traffic` : 'It is serving'
  return `${offline}${words}. ${deployment.inSync ? 'Nothing is in motion.' : 'The agent has not yet reported the ordered plan.'}`
}
