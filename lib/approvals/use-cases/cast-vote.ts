import { AppError } from '@/lib/kernel/app-error'
import { newId } from '@/lib/kernel/new-id'
import { defineCommand, unchanged } from '@/lib/server/operation'
import { castVoteInput, stateOutput } from '../contract'
import { decideVote, type VoteRefusal } from '../domain/decide-vote'
import type { RequestState } from '../domain/transitions'
import { voteFacts, voterOf } from '../reads'
import { lockRequest, saveState, wakeRequester } from '../store'

const REFUSALS: Record<VoteRefusal, { code: 'forbidden' | 'conflict'; message: string }> = {
  not_a_person: { code: 'forbidden', message: 'Only a person who is signed in can decide; tokens never do.' },
  no_permission: { code: 'forbidden', message: 'Deciding needs the right approvals:vote.' },
  requester: { code: 'forbidden', message: 'You asked for this change; somebody else has to decide.' },
  author: { code: 'forbidden', message: 'You made the version in question; somebody else has to decide.' },
  expired: { code: 'conflict', message: 'The request has expired. The requester can send a new one.' },
  wrong_state: { code: 'conflict', message: 'This request was decided meanwhile. Reload to see how.' },
  stale_cycle: {
    code: 'conflict',
    message: 'The request has other content than you saw. Reload, read it again, then decide.',
  },
}

/** One person's decision on exactly what they saw. The same vote again changes nothing. */
export const castVote = defineCommand({
  name: 'approvals.cast-vote',
  permission: 'approvals:vote',
  input: castVoteInput,
  output: stateOutput,
  audit: ['approvals.vote-cast', 'approvals.change-request-approved', 'approvals.change-request-rejected'],
  async run(ctx, input) {
    const { tx, workspace, principal } = ctx
    const { request, current } = await lockRequest(tx, workspace.id, input.changeRequestId)
    const now = ctx.clock.now()
    const voter = voterOf(principal, workspace.id)
    const mine = voter.isPerson
      ? await tx.vote.findFirst({
          where: {
            workspaceId: workspace.id,
            changeRequestId: request.id,
            cycle: request.cycle,
            userId: voter.personId,
          },
        })
      : null
    if (mine?.decision === input.decision && input.approvalDigest === current.approvalDigest)
      return unchanged({ id: request.id, state: request.state as RequestState, revision: request.revision })
    const decision = decideVote(voteFacts(request, current), { ...voter, ...input }, now)
    if ('refusal' in decision) {
      const { code, message } = REFUSALS[decision.refusal]
      throw new AppError(code, { message, details: { reason: decision.refusal, state: request.state } })
    }
    const approves = input.decision === 'approve'
    const reason = input.reason ?? null
    const vote = {
      decision: input.decision,
      meaning: approves ? 'approved' : 'rejected',
      reason,
      rolesAtTime: voter.roles,
      approvalDigest: current.approvalDigest,
      signedAt: now,
    }
    const key = { workspaceId: workspace.id, changeRequestId: request.id, cycle: request.cycle, userId: voter.personId }
    await tx.vote.upsert({
      where: { workspaceId_changeRequestId_cycle_userId: key },
      create: { id: newId(), ...key, userName: principal.name, ...vote },
      update: vote,
    })
    const saved = await saveState(tx, request, decision.next, { at: now, because: reason })
    const about = {
      resources: [{ kind: 'change-request', id: request.id }],
      reason,
      environmentId: request.environmentId,
    }
    await ctx.audit.record('approvals.vote-cast', {
      ...about,
      data: {
        decision: input.decision,
        meaning: vote.meaning,
        cycle: request.cycle,
        approvalDigest: current.approvalDigest,
      },
    })
    await ctx.audit.record(approves ? 'approvals.change-request-approved' : 'approvals.change-request-rejected', {
      ...about,
      before: { state: request.state },
      after: { state: decision.next },
    })
    await wakeRequester(ctx.jobs, request)
    return { id: saved.id, state: decision.next, revision: saved.revision }
  },
})
