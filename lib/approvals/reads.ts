import { permissionsOf } from '@/lib/identity/domain/permissions'
import { type Principal, personIdOf } from '@/lib/identity/domain/principal'
import { listEnvironments, peopleWith } from '@/lib/identity/door'
import type { Db } from '@/lib/server/database'
import type { QueryContext } from '@/lib/server/operation'
import type { ChangeRequest, ChangeRequestCycle } from '@/prisma/generated/client'
import type { ChangeRequestDetail, ChangeRequestSummary } from './contract'
import { type Exclusion, exclusionOf, type VoteFacts } from './domain/decide-vote'
import type { RequestState } from './domain/transitions'
import { findRequest, subjectsOf } from './store'

const WHY_NOT: Record<Exclusion, string> = {
  not_a_person: 'Only a person who is signed in can decide; tokens never do.',
  requester: 'You asked for this change. Somebody else has to decide.',
  author: 'You made the version in question. Somebody else has to decide.',
  no_permission: 'Deciding needs the right approvals:vote (reviewer or approver).',
}

export function voterOf(principal: Principal, workspaceId: string) {
  const roles =
    principal.kind === 'user' ? (principal.grants.find((g) => g.workspaceId === workspaceId)?.roles ?? []) : []
  return {
    personId: personIdOf(principal) ?? principal.id,
    isPerson: principal.kind === 'user',
    mayVote: permissionsOf(roles).has('approvals:vote'),
    roles: [...roles],
  }
}

export function voteFacts(
  request: ChangeRequest,
  current: Pick<ChangeRequestCycle, 'approvalDigest' | 'submittedById'>,
): VoteFacts {
  return {
    state: request.state as RequestState,
    cycle: request.cycle,
    approvalDigest: current.approvalDigest,
    expiresAt: request.expiresAt ?? request.createdAt,
    requestedById: request.requestedById,
    submittedById: current.submittedById,
    authorIds: subjectsOf(request).flatMap((subject) => (subject.authorId === null ? [] : [subject.authorId])),
  }
}

function whyNot(ctx: QueryContext, request: ChangeRequest): string | null {
  if (request.state !== 'IN_REVIEW') return `The request is ${request.state.toLowerCase()}.`
  const facts = voteFacts(request, { approvalDigest: '', submittedById: request.requestedById })
  if (facts.expiresAt <= ctx.clock.now()) return 'The request has expired.'
  const excluded = exclusionOf(facts, voterOf(ctx.principal, ctx.workspace.id))
  return excluded === null ? null : WHY_NOT[excluded]
}

export async function toSummaries(
  ctx: QueryContext,
  requests: readonly ChangeRequest[],
): Promise<ChangeRequestSummary[]> {
  const environments = new Map((await listEnvironments(ctx.db, ctx.workspace.id)).map((e) => [e.id, e.name]))
  return requests.map((request) => {
    const because = whyNot(ctx, request)
    return {
      id: request.id,
      number: request.number,
      action: request.action as ChangeRequestSummary['action'],
      environmentId: request.environmentId,
      environmentName: request.environmentId === null ? null : (environments.get(request.environmentId) ?? null),
      deploymentId: request.deploymentId,
      subjects: subjectsOf(request).map(({ kind, id, digest, label }) => ({ kind, id, digest, label })),
      title: request.title,
      reason: request.reason,
      state: request.state as RequestState,
      cycle: request.cycle,
      requestedById: request.requestedById,
      requestedByName: request.requestedByName,
      createdAt: request.createdAt.toISOString(),
      expiresAt: request.expiresAt?.toISOString() ?? null,
      decidedAt: request.decidedAt?.toISOString() ?? null,
      mayDecide: because === null,
      whyNot: because,
    }
  })
}

async function deciders(
  db: Db,
  request: ChangeRequest,
  current: ChangeRequestCycle,
): Promise<{ id: string; name: string }[]> {
  if (request.state !== 'IN_REVIEW') return []
  const facts = voteFacts(request, current)
  const people = await peopleWith(db, request.workspaceId, 'approvals:vote')
  return people.filter((person) => exclusionOf(facts, { personId: person.id, isPerson: true, mayVote: true }) === null)
}

export async function requestDetail(ctx: QueryContext, id: string): Promise<ChangeRequestDetail> {
  const { request, current } = await findRequest(ctx.db, ctx.workspace.id, id)
  const [summary] = await toSummaries(ctx, [request])
  if (!summary) throw new Error('a request has a summary')
  const votes = await ctx.db.vote.findMany({
    where: { workspaceId: ctx.workspace.id, changeRequestId: id },
    orderBy: { signedAt: 'asc' },
  })
  const person = personIdOf(ctx.principal)
  return {
    ...summary,
    approvalDigest: current.approvalDigest,
    payload: JSON.parse(Buffer.from(current.payload).toString('utf8')) as Record<string, unknown>,
    diff: current.diff as unknown as ChangeRequestDetail['diff'],
    evidence: current.evidence as Record<string, unknown>,
    votes: votes.map((v) => ({
      userId: v.userId,
      userName: v.userName,
      decision: v.decision as 'approve' | 'reject',
      meaning: v.meaning,
      reason: v.reason,
      cycle: v.cycle,
      approvalDigest: v.approvalDigest,
      signedAt: v.signedAt.toISOString(),
    })),
    deciders: await deciders(ctx.db, request, current),
    mayCancel: person === request.requestedById && ['IN_REVIEW', 'APPROVED', 'STALE'].includes(request.state),
    closedBecause: current.closedBecause,
  }
}
