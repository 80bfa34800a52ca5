'use client'
import { useState } from 'react'
import { useSummary } from '@/components/monitoring/queries'
import { useDeployment, useRollbackList } from '@/components/rollouts/queries'
import { Facts } from '@/components/ui/facts'
import { Section } from '@/components/ui/section'
import { StatusLine } from '@/components/ui/status-line'
import type { ChangeRequestDetail } from '@/lib/approvals/contract'
import { hourlyRequests, wayBack } from './describe-impact'

const HOUR_MS = 3_600_000

/** How many requests the change touches, and how fast it could be undone. */
export function RequestImpact({ request, deploymentId }: { request: ChangeRequestDetail; deploymentId: string }) {
  const [from] = useState(() => new Date(Date.now() - HOUR_MS).toISOString())
  const summary = useSummary(deploymentId, { from })
  const deployment = useDeployment(deploymentId, 10_000).data
  const rollback = useRollbackList(deploymentId, request.state === 'IN_REVIEW').data
  const back = deployment && rollback ? wayBack(deployment, rollback.items) : null
  return (
    <Section title="What it touches">
      <Facts
        facts={[
          { term: 'Requests', value: hourlyRequests(summary.data ?? null) },
          ...(request.state === 'IN_REVIEW'
            ? [
                {
                  term: 'Way back',
                  value:
                    back === null ? (
                      'looking …'
                    ) : (
                      <span className="flex flex-wrap gap-x-2">
                        {back.readiness ? <StatusLine state={back.readiness} /> : null}
                        <span>{back.words}</span>
                      </span>
                    ),
                },
              ]
            : []),
        ]}
      />
    </Section>
  )
}
