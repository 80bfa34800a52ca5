import { z } from 'zod'
import { AppError } from '@/lib/kernel/app-error'
import { applyMove, holderOf } from '@/lib/registry/door'
import { defineCommand, unchanged } from '@/lib/server/operation'
import { meaningDigest, protectedMove } from '../domain/protected-move'
import { cancelRequest, finishRequest } from '../end-request'
import { authorizeExecution } from '../execution'
import { findRequest } from '../store'

/** Carries out an approved move of a protected name. A name that moved meanwhile makes the request stale; nothing is moved then. */
export const executeMove = defineCommand({
  name: 'approvals.execute-move',
  permission: 'approvals:execute',
  input: z.strictObject({ changeRequestId: z.uuid() }),
  output: z.object({ state: z.string() }),
  audit: [
    'approvals.change-request-executing',
    'approvals.change-request-done',
    'approvals.change-request-failed',
    'approvals.change-request-staled',
    'registry.alias-moved',
    'registry.alias-removed',
    'registry.stage-changed',
  ],
  async run(ctx, { changeRequestId }) {
    const { tx, workspace, audit } = ctx
    const { request, current } = await findRequest(tx, workspace.id, changeRequestId)
    if (request.state !== 'APPROVED') return unchanged({ state: request.state })
    const { move } = z.object({ move: protectedMove }).parse(current.evidence)
    const reason = `Approved in CR-${request.number}, asked for by ${request.requestedByName}.`
    const end = { workspaceId: workspace.id, changeRequestId, reason }
    const holder = await holderOf(tx, workspace.id, move)
    const digests = { toDigest: meaningDigest(move, move.to), fromDigest: meaningDigest(move, holder) }
    try {
      await authorizeExecution(tx, { workspaceId: workspace.id, changeRequestId, ...digests, audit })
    } catch (error) {
      if (!(error instanceof AppError) || error.details['reason'] !== 'stale') throw error
      await cancelRequest(tx, audit, { ...end, because: 'stale', reason: 'The name moved meanwhile.' })
      return { state: 'STALE' }
    }
    try {
      await applyMove(ctx, move, reason)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      await finishRequest(tx, audit, { ...end, outcome: 'FAILED', reason: error.message })
      return { state: 'FAILED' }
    }
    await finishRequest(tx, audit, { ...end, outcome: 'DONE' })
    return { state: 'DONE' }
  },
})
