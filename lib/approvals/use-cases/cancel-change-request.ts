import { personIdOf } from '@/lib/identity/domain/principal'
import { AppError } from '@/lib/kernel/app-error'
import { defineCommand, unchanged } from '@/lib/server/operation'
import { cancelChangeRequestInput, stateOutput } from '../contract'
import { lockRequest, requireNext, saveState, wakeRequester } from '../store'

export const cancelChangeRequest = defineCommand({
  name: 'approvals.cancel-change-request',
  permission: 'approvals:request',
  input: cancelChangeRequestInput,
  output: stateOutput,
  audit: ['approvals.change-request-cancelled'],
  async run(ctx, { changeRequestId, reason }) {
    const { request } = await lockRequest(ctx.tx, ctx.workspace.id, changeRequestId)
    if (personIdOf(ctx.principal) !== request.requestedById)
      throw new AppError('forbidden', {
        message: 'Only the requester can cancel a request. Reject it instead.',
        details: { reason: 'not_requester' },
      })
    if (request.state === 'CANCELLED')
      return unchanged({ id: request.id, state: request.state, revision: request.revision })
    const next = requireNext(request, 'cancel')
    const saved = await saveState(ctx.tx, request, next, { at: ctx.clock.now(), because: reason ?? null })
    await ctx.audit.record('approvals.change-request-cancelled', {
      resources: [{ kind: 'change-request', id: request.id }],
      reason: reason ?? null,
      before: { state: request.state },
      after: { state: next },
      environmentId: request.environmentId,
    })
    await wakeRequester(ctx.jobs, request)
    return { id: saved.id, state: next, revision: saved.revision }
  },
})
