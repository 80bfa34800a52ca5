'use client'
import Link from 'next/link'
import { useWorkspace } from '@/components/api/workspace-context'
import { QueryView } from '@/components/feedback/query-view'
import { PageHeader } from '@/components/shell/page-header'
import { StatusBadge } from '@/components/ui/badge'
import { CopyableId } from '@/components/ui/copyable-id'
import { Facts } from '@/components/ui/facts'
import { Section } from '@/components/ui/section'
import { TimeText } from '@/components/ui/time-text'
import type { ChangeRequestDetail } from '@/lib/approvals/contract'
import { EvidenceList } from './evidence-list'
import { useChangeRequest } from './queries'
import { RequestActions } from './request-actions'
import { RequestDiff } from './request-diff'
import { RequestTraffic } from './request-traffic'
import { VoteList } from './vote-list'

function headline(request: ChangeRequestDetail): string {
  const where = request.environmentName ? ` in ${request.environmentName}` : ''
  return `${request.requestedByName} asks: ${request.title}${where}.`
}

/** Who must agree, whether the reader may, and if not, why. */
function Deciders({ request }: { request: ChangeRequestDetail }) {
  const names = request.deciders.map((person) => person.name).join(', ')
  if (request.state !== 'IN_REVIEW')
    return <p className="text-muted">{request.closedBecause ?? 'This request is decided.'}</p>
  return (
    <div className="grid gap-1">
      <p>One approver who is not the requester must agree.</p>
      <p>
        {request.mayDecide ? (
          <strong>You may decide it.</strong>
        ) : (
          <span className="text-muted">{request.whyNot ?? 'You may not decide it.'}</span>
        )}
      </p>
      <p className="text-muted">
        {names === ''
          ? 'Nobody in this workspace may decide it now. A security admin can give someone the role approver.'
          : `May decide now: ${names}.`}
      </p>
    </div>
  )
}

function Content({ request }: { request: ChangeRequestDetail }) {
  const workspace = useWorkspace()
  return (
    <>
      <PageHeader
        crumbs={[{ label: 'Approvals', href: `/${workspace}/approvals` }, { label: `Request ${request.number}` }]}
        status={
          <>
            <StatusBadge state={request.state} />
            <span>
              asked <TimeText at={request.createdAt} ago />
            </span>
            {request.expiresAt && request.state === 'IN_REVIEW' ? (
              <span>
                ends <TimeText at={request.expiresAt} ago />
              </span>
            ) : null}
            {request.deploymentId ? (
              <Link href={`/${workspace}/deployments/${request.deploymentId}`} className="text-link hover:underline">
                the deployment
              </Link>
            ) : null}
            {typeof request.evidence['rolloutId'] === 'string' ? (
              <Link
                href={`/${workspace}/rollouts/${request.evidence['rolloutId']}`}
                className="text-link hover:underline"
              >
                the rollout
              </Link>
            ) : null}
          </>
        }
        headline={headline(request)}
        actions={request.state === 'IN_REVIEW' ? <RequestActions request={request} /> : null}
        stickyActions
      />
      <div className="grid gap-7 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="grid content-start gap-7">
          <Section title="Reason">
            <p className="max-w-[72ch] text-base">{request.reason}</p>
          </Section>
          {request.deploymentId ? <RequestTraffic request={request} deploymentId={request.deploymentId} /> : null}
          <Section title="What changes">
            <RequestDiff diff={request.diff} />
          </Section>
          <Section title="Evidence" description="Frozen when the request was made; it is part of what is signed.">
            <EvidenceList evidence={request.evidence} />
          </Section>
        </div>
        <div className="grid content-start gap-7">
          <Section title="Who decides">
            <Deciders request={request} />
          </Section>
          <Section title="Votes">
            <VoteList votes={request.votes} />
          </Section>
          <Section title="What is signed">
            <Facts
              facts={[
                { term: 'Digest', value: <CopyableId id={request.approvalDigest} what="approval digest" full /> },
                ...request.subjects.map((subject) => ({
                  term: subject.label,
                  value: <CopyableId id={subject.digest} what="digest" />,
                })),
                { term: 'Cycle', value: String(request.cycle) },
              ]}
            />
          </Section>
        </div>
      </div>
    </>
  )
}

export function RequestScreen({ changeRequestId }: { changeRequestId: string }) {
  const query = useChangeRequest(changeRequestId)
  return (
    <QueryView query={query} permission="approvals:read" what="this request">
      {(request) => <Content request={request} />}
    </QueryView>
  )
}
