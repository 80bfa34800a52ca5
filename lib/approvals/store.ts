import { AppError, notFound } from '@/lib/kernel/app-error'
import type { Db } from '@/lib/server/database'
import type { JobQueue } from '@/lib/server/jobs'
import type { ChangeRequest, ChangeRequestCycle } from '@/prisma/generated/client'
import { nextRequestState, type RequestCommand, type RequestState } from './domain/transitions'

/** As kept with the request: what the payload names, with what people need to read and to judge exclusions. */
export interface StoredSubject {
  kind: string
  id: string
  digest: string
  label: string
  authorId: string | null
}

export const subjectsOf = (request: Pick<ChangeRequest, 'subjects'>) => request.subjects as unknown as StoredSubject[]

export interface OpenedRequest {
  request: ChangeRequest
  current: ChangeRequestCycle
}

/** Locks the request, so that racing votes and executions are taken one after the other. */
export async function lockRequest(tx: Db, workspaceId: string, id: string): Promise<OpenedRequest> {
  await tx.$queryRaw`SELECT 1 FROM "ChangeRequest" WHERE "workspaceId" = ${workspaceId}::uuid AND id = ${id}::uuid FOR UPDATE`
  return findRequest(tx, workspaceId, id)
}

export async function findRequest(db: Db, workspaceId: string, id: string): Promise<OpenedRequest> {
  const request = await db.changeRequest.findUnique({ where: { workspaceId_id: { workspaceId, id } } })
  if (!request) throw notFound('change request')
  const key = { workspaceId, changeRequestId: id, cycle: request.cycle }
  const current = await db.changeRequestCycle.findUnique({ where: { workspaceId_changeRequestId_cycle: key } })
  if (!current) throw notFound('change request')
  return { request, current }
}

export function requireNext(request: Pick<ChangeRequest, 'state' | 'number'>, command: RequestCommand): RequestState {
  const next = nextRequestState(request.state as RequestState, command)
  if (next !== null) return next
  throw new AppError('conflict', {
    message: `Request ${request.number} is ${request.state.toLowerCase().replace('_', ' ')} by now. Reload to see what happened.`,
    details: { reason: 'wrong_state', state: request.state },
  })
}

/** Compare-and-set on state and revision; closes the cycle when nothing more can follow in it. */
export async function saveState(
  tx: Db,
  request: ChangeRequest,
  next: RequestState,
  change: { at: Date; because?: string | null },
): Promise<ChangeRequest> {
  const { workspaceId, id, cycle } = request
  const decided = ['APPROVED', 'REJECTED', 'EXPIRED', 'CANCELLED', 'STALE'].includes(next)
  const saved = await tx.changeRequest.updateMany({
    where: { workspaceId, id, state: request.state, revision: request.revision },
    data: { state: next, revision: { increment: 1 }, ...(decided ? { decidedAt: change.at } : {}) },
  })
  if (saved.count !== 1)
    throw new AppError('conflict', { message: 'Someone changed this request meanwhile. Reload and try again.' })
  if (!['IN_REVIEW', 'APPROVED', 'EXECUTING'].includes(next))
    await tx.changeRequestCycle.updateMany({
      where: { workspaceId, changeRequestId: id, cycle, closedAt: null },
      data: { closedAt: change.at, closedBecause: change.because ?? next },
    })
  return { ...request, state: next, revision: request.revision + 1 }
}

/** The room that asked is above this one: it is woken by a job of its own, named, never imported. */
export async function wakeRequester(
  jobs: JobQueue,
  request: Pick<ChangeRequest, 'id' | 'action' | 'workspaceId' | 'deploymentId'>,
): Promise<void> {
  const { id, action, workspaceId, deploymentId } = request
  // No room above waits for the move of a name: it is carried out here.
  if (action === 'alias-move')
    await jobs.enqueue(
      { name: 'approvals.execute-move' },
      { workspaceId, changeRequestId: id },
      { key: `approvals.execute-move:${id}` },
    )
  if (deploymentId === null) return
  await jobs.enqueue(
    { name: 'rollouts.evaluate' },
    { workspaceId, deploymentId },
    { key: `rollouts.evaluate:${deploymentId}` },
  )
}
