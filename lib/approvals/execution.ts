import { permissionsOf, type Role } from '@/lib/identity/domain/permissions'
import { rolesNow } from '@/lib/identity/door'
import { AppError } from '@/lib/kernel/app-error'
import { newId } from '@/lib/kernel/new-id'
import type { Db } from '@/lib/server/database'
import type { CommandContext } from '@/lib/server/operation'
import { type ApprovalPayload, approvalDigest } from './domain/approval-payload'
import { EXECUTION_REFUSALS, type ExecutionRefusal } from './domain/execution-refusal'
import { findRequest, lockRequest, requireNext, saveState } from './store'

type Audit = CommandContext['audit']

function refuse(reason: ExecutionRefusal): AppError {
  return new AppError('refused', { message: EXECUTION_REFUSALS[reason], details: { reason } })
}

async function isQuorate(
  db: Db,
  workspaceId: string,
  changeRequestId: string,
  cycle: number,
  digest: string,
): Promise<boolean> {
  const votes = await db.vote.findMany({ where: { workspaceId, changeRequestId, cycle } })
  if (votes.some((vote) => vote.decision === 'reject')) return false
  for (const vote of votes) {
    const roles = (await rolesNow(db, workspaceId, vote.userId)) as Role[]
    if (vote.approvalDigest === digest && permissionsOf(roles).has('approvals:vote')) return true
  }
  return false
}

export interface ExecutionGrant {
  id: string
  approvalDigest: string
}

interface ExecutionInputs {
  workspaceId: string
  changeRequestId: string
  /** Recomputed by the executing room from its live rows. */
  toDigest: string
  fromDigest: string | null
  /** Given, the event `approvals.change-request-executing` is recorded; the calling command then declares it. */
  audit?: Audit
}

/**
 * Rechecks everything under the request's lock and takes it to EXECUTING; the grant is consumed in the caller's transaction, so
 * that parallel calls give one effect. Throws `refused` with the reason in `details.reason`.
 */
export async function authorizeExecution(tx: Db, inputs: ExecutionInputs): Promise<ExecutionGrant> {
  const { workspaceId, changeRequestId, audit } = inputs
  const { request, current } = await lockRequest(tx, workspaceId, changeRequestId)
  if (request.state !== 'APPROVED') throw refuse('wrong_state')
  const [time] = await tx.$queryRaw<{ now: Date }[]>`SELECT clock_timestamp() AS now`
  const now = time?.now ?? request.createdAt
  if (request.expiresAt === null || request.expiresAt <= now) throw refuse('expired')
  const payload = JSON.parse(Buffer.from(current.payload).toString('utf8')) as ApprovalPayload
  if (approvalDigest(payload) !== current.approvalDigest) throw refuse('stale')
  if (payload.toDigest !== inputs.toDigest || payload.fromDigest !== inputs.fromDigest) throw refuse('stale')
  if (!(await isQuorate(tx, workspaceId, request.id, request.cycle, current.approvalDigest)))
    throw refuse('quorum_lost')
  if (request.deploymentId !== null) {
    const other = { workspaceId, deploymentId: request.deploymentId, state: 'EXECUTING' }
    if ((await tx.changeRequest.count({ where: other })) > 0) throw refuse('busy')
  }
  await saveState(tx, request, requireNext(request, 'execute'), { at: now })
  const id = newId()
  const expiresAt = new Date(now.getTime() + 600_000)
  const digest = current.approvalDigest
  await tx.executionGrant.create({
    data: {
      id,
      workspaceId,
      changeRequestId,
      kind: 'approved',
      approvalDigest: digest,
      issuedAt: now,
      expiresAt,
      consumedAt: now,
    },
  })
  await audit?.record('approvals.change-request-executing', {
    resources: [{ kind: 'change-request', id: changeRequestId }],
    before: { state: 'APPROVED' },
    after: { state: 'EXECUTING', approvalDigest: digest, grantId: id },
    environmentId: request.environmentId,
  })
  return { id, approvalDigest: digest }
}

/** Asked before every later step of a change that is being carried out: is it still the one that was approved? */
export async function stillAuthorized(
  db: Db,
  inputs: { workspaceId: string; changeRequestId: string; toDigest: string },
): Promise<boolean> {
  const { request, current } = await findRequest(db, inputs.workspaceId, inputs.changeRequestId)
  const payload = JSON.parse(Buffer.from(current.payload).toString('utf8')) as ApprovalPayload
  return request.state === 'EXECUTING' && payload.toDigest === inputs.toDigest
}
