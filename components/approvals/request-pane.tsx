'use client'
import { useWorkspace } from '@/components/api/workspace-context'
import { QueryView } from '@/components/feedback/query-view'
import { PageHeader } from '@/components/shell/page-header'
import { CopyableId } from '@/components/ui/copyable-id'
import { Facts } from '@/components/ui/facts'
import { Section } from '@/components/ui/section'
import type { ChangeRequestDetail } from '@/lib/approvals/contract'
import { Deciders } from './deciders'
import { EvidenceList } from './evidence-list'
import { useChangeRequest } from './queries'
import { RequestActions } from './request-actions'
import { RequestDiff } from './request-diff'
import { RequestImpact } from './request-impact'
import { RequestStatus } from './request-status'
import { RequestTraffic } from './request-traffic'
import { VoteList } from './vote-list'

function headline(request: ChangeRequestDetail): string {
  const where = request.environmentName ? ` in ${request.environmentName}` : ''
  return `${request.requestedByName} asks: ${request.title}${where}.`
}

function Content({ request, level }: { request: ChangeRequestDetail; level: 1 | 2 }) {
  const workspace = useWorkspace()
  return (
    <>
      <PageHeader
        crumbs={[{ label: 'Approvals', href: `/${workspace}/approvals` }, { label: `Request ${request.number}` }]}
        status={<RequestStatus request={request} />}
        headline={headline(request)}
        actions={request.state === 'IN_REVIEW' ? <RequestActions request={request} /> : null}
        stickyActions
        level={level}
      />
      <div className="grid gap-7 2xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="grid content-start gap-7">
          <Section title="Reason">
            <p className="max-w-[72ch] text-base">{request.reason}</p>
          </Section>
          {request.deploymentId ? <RequestTraffic request={request} deploymentId={request.deploymentId} /> : null}
          {request.deploymentId ? <RequestImpact request={request} deploymentId={request.deploymentId} /> : null}
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

/** One request whole: what is asked, what it touches, on what evidence, and the two buttons. */
export function RequestPane({ changeRequestId, level = 1 }: { changeRequestId: string; level?: 1 | 2 }) {
  const query = useChangeRequest(changeRequestId)
  return (
    <QueryView query={query} permission="approvals:read" what="this request">
      {(request) => <Content request={request} level={level} />}
    </QueryView>
  )
}
