'use client'
import Link from 'next/link'
import { useWorkspace } from '@/components/api/workspace-context'
import { CopyCommand } from '@/components/ui/copy-command'
import { CopyableId } from '@/components/ui/copyable-id'
import { Facts } from '@/components/ui/facts'
import { TimeText } from '@/components/ui/time-text'
import type { DeploymentView } from '@/lib/rollouts/contract'

export function ConfigurationTab({ deployment }: { deployment: DeploymentView }) {
  const workspace = useWorkspace()
  const gateway = deployment.agent.gatewayUrl
  const policy =
    deployment.environment.policy === 'four-eyes'
      ? 'four eyes: one approver who is not the requester'
      : 'solo: one person can change it'
  return (
    <div className="grid gap-5">
      <Facts
        facts={[
          { term: 'Id', value: <CopyableId id={deployment.id} what="deployment id" full /> },
          {
            term: 'Model',
            value: (
              <Link href={`/${workspace}/models/${deployment.model.id}`} className="text-link hover:underline">
                {deployment.model.name}
              </Link>
            ),
          },
          { term: 'Task', value: deployment.model.task ?? 'not declared' },
          {
            term: 'Agent',
            value: (
              <Link href={`/${workspace}/agents/${deployment.agent.id}`} className="text-link hover:underline">
                {deployment.agent.name}
              </Link>
            ),
          },
          { term: 'Policy', value: policy },
          { term: 'Automation', value: deployment.automationOff ? 'off: nothing happens by itself' : 'on' },
          {
            term: 'Desired plan',
            value: deployment.desired.planDigest ? (
              <CopyableId id={deployment.desired.planDigest} what="plan digest" />
            ) : (
              'none yet'
            ),
          },
          {
            term: 'Observed plan',
            value: deployment.observed?.planDigest ? (
              <CopyableId id={deployment.observed.planDigest} what="plan digest" />
            ) : (
              'none reported yet'
            ),
          },
          {
            term: 'Captured through',
            value: deployment.observed?.dataThrough ? (
              <TimeText at={deployment.observed.dataThrough} seconds />
            ) : (
              'nothing captured yet'
            ),
          },
          { term: 'Created', value: <TimeText at={deployment.createdAt} /> },
        ]}
      />
      {gateway ? (
        <div className="grid gap-1">
          <span className="text-xs text-muted">Ask it for a prediction (Open Inference Protocol V2)</span>
          <CopyCommand command={`curl ${gateway}/v2/models/${deployment.name}`} />
        </div>
      ) : null}
    </div>
  )
}
