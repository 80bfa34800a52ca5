'use client'
import Link from 'next/link'
import { useWorkspace } from '@/components/api/workspace-context'
import { QueryView } from '@/components/feedback/query-view'
import { PageHeader } from '@/components/shell/page-header'
import { StatusBadge } from '@/components/ui/badge'
import { ButtonLink } from '@/components/ui/button-link'
import { Section } from '@/components/ui/section'
import { TimeText } from '@/components/ui/time-text'
import type { RolloutDetail } from '@/lib/rollouts/contract'
import { DecisionChecklist } from './decision-checklist'
import { describeHold, describeReason, describeWait, holdReasonNow } from './describe-wait'
import { GateTable } from './gate-table'
import { useRollout } from './queries'
import { RolloutEvents } from './rollout-events'
import { RolloutSteps } from './rollout-steps'
import { rolloutSentence } from './rollout-table'

function headline(rollout: RolloutDetail): string {
  const what = rolloutSentence(rollout)
  if (!rollout.open)
    return `${what}: ${rollout.status.toLowerCase().replaceAll('_', ' ')}${rollout.endReason ? `, ${describeReason(rollout.endReason)}` : ''}.`
  if (rollout.status === 'HELD') return `${what}: held, ${describeHold(holdReasonNow(rollout))}.`
  const wait = describeWait(rollout)
  return wait ? `${what}. ${wait}` : `${what}.`
}

function Content({ rollout }: { rollout: RolloutDetail }) {
  const workspace = useWorkspace()
  return (
    <>
      <PageHeader
        crumbs={[
          { label: 'Deployments', href: `/${workspace}/deployments` },
          {
            label: `${rollout.deploymentName} · ${rollout.environmentName}`,
            href: `/${workspace}/deployments/${rollout.deploymentId}`,
          },
          { label: `${rollout.kind === 'rollback' ? 'Rollback' : 'Rollout'} ${rollout.number}` },
        ]}
        status={
          <>
            <StatusBadge state={rollout.status} />
            <span>
              {rollout.requestedByName}, <TimeText at={rollout.createdAt} />: {rollout.reason}
            </span>
            {rollout.changeRequestId ? (
              <Link className="text-link hover:underline" href={`/${workspace}/approvals/${rollout.changeRequestId}`}>
                approval request
              </Link>
            ) : null}
          </>
        }
        headline={headline(rollout)}
        actions={
          rollout.open ? (
            <ButtonLink tone="primary" href={`/${workspace}/deployments/${rollout.deploymentId}`}>
              Act on the deployment
            </ButtonLink>
          ) : null
        }
      />
      <div className="grid gap-8 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <div className="grid content-start gap-8">
          <Section title="Steps">
            <RolloutSteps rollout={rollout} />
          </Section>
          <Section title="Gates" description="Candidate against the stable version over the same time.">
            <GateTable gates={rollout.progress?.gates ?? []} lookedAt={rollout.progress?.lookedAt ?? null} />
          </Section>
          <Section title="What happened">
            <RolloutEvents events={rollout.events} />
          </Section>
        </div>
        <Section
          title="Why it does what it does"
          description="The rules in the order in which they are asked; the first that holds decides."
        >
          <DecisionChecklist rollout={rollout} />
        </Section>
      </div>
    </>
  )
}

export function RolloutScreen({ rolloutId }: { rolloutId: string }) {
  const query = useRollout(rolloutId)
  return (
    <QueryView query={query} permission="rollouts:read" what="this rollout">
      {(rollout) => <Content rollout={rollout} />}
    </QueryView>
  )
}
