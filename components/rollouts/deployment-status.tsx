import { StatusLine } from '@/components/ui/status-line'
import { TimeText } from '@/components/ui/time-text'
import type { DeploymentView } from '@/lib/rollouts/contract'
import { EnvironmentTag } from './environment-tag'

/** What is, beside what was ordered, and who says so. */
export function DeploymentStatus({ deployment }: { deployment: DeploymentView }) {
  const serving = deployment.observed?.variants.some((variant) => variant.weightBps > 0) ?? false
  return (
    <>
      <EnvironmentTag name={deployment.environment.name} kind={deployment.environment.kind} />
      <StatusLine state={serving ? 'DONE' : 'UNKNOWN'}>{serving ? 'Serving' : 'Not serving'}</StatusLine>
      <StatusLine state={deployment.inSync ? 'DONE' : 'HELD'}>
        {deployment.inSync ? 'observed = desired' : 'observed differs from desired'}
      </StatusLine>
      <StatusLine state={deployment.agent.status}>
        agent {deployment.agent.name} {deployment.agent.status.toLowerCase()}
      </StatusLine>
      {deployment.observed ? (
        <span>
          seen <TimeText at={deployment.observed.observedAt} ago />
        </span>
      ) : null}
      {deployment.automationOff ? <StatusLine state="HELD">automation is off</StatusLine> : null}
    </>
  )
}
