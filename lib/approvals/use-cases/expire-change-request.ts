import { defineCommand, unchanged } from '@/lib/server/operation'
import { expireChangeRequestInput, stateOutput } from '../contract'
import { nextRequestState, type RequestState } from '../domain/transitions'
import { lockRequest, saveState, wakeRequester } from '../store'

/** Time closes a request that nobody decided or carried out; it never approves one. */
export const expireChangeRequest = defineCommand({
  name: 'approvals.expire-change-request',
  permission: 'approvals:expire',
  input: expireChangeRequestInput,
  output: stateOutput,
  audit: ['approvals.change-request-expired'],
  async run(ctx, { changeRequestId }) {
    const { request } = await lockRequest(ctx.tx, ctx.workspace.id, changeRequestId)
    const now = ctx.clock.now()
    const state = request.state as RequestState
    const next = nextRequestState(state, 'expire')
    const isDue = request.expiresAt !== null && request.expiresAt <= now
    if (next === null || !isDue) return unchanged({ id: request.id, state, revision: request.revision })
    const saved = await saveState(ctx.tx, request, next, { at: now })
    await ctx.audit.record('approvals.change-request-expired', {
      resources: [{ kind: 'change-request', id: request.id }],
      before: { state },
      after: { state: next },
      environmentId: request.environmentId,
    })
    await wakeRequester(ctx.jobs, request)
    return { id: saved.id, state: next, revision: saved.revision }
  },
})
