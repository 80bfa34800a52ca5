import { type EnvironmentFacts, getEnvironment } from '@/lib/identity/door'
import type { Db } from '@/lib/server/database'
import type { ApprovalAction } from './domain/actions'
import type { DiffEntry } from './domain/approval-payload'
import { SINGLE_APPROVER_POLICY } from './domain/policy'
import { cancelRequest, finishRequest } from './end-request'
import { authorizeExecution, type ExecutionGrant, stillAuthorized } from './execution'
import { type OpenRequest, openRequestsOf } from './open-requests-of'
import { findRequest } from './store'
import { type ApprovalSubmission, submitForApproval } from './submission'

export type { ApprovalAction, ApprovalSubmission, DiffEntry, ExecutionGrant, OpenRequest }
export { authorizeExecution, cancelRequest, finishRequest, openRequestsOf, stillAuthorized, submitForApproval }

/** Environments under four eyes demand an approval for every governed action, those under solo for none. */
export async function approvalNeeded(
  db: Db,
  facts: { workspaceId: string; environmentId: string; action: ApprovalAction },
): Promise<{ needed: boolean; policy: string }> {
  const environment: EnvironmentFacts = await getEnvironment(db, facts.workspaceId, facts.environmentId)
  return {
    needed: environment.policy !== 'solo',
    policy: environment.policy === 'solo' ? 'solo' : SINGLE_APPROVER_POLICY.name,
  }
}

export interface RequestFacts {
  id: string
  number: number
  state: string
  approvalDigest: string
  requestedById: string
  decidedAt: Date | null
}

export async function getRequest(db: Db, workspaceId: string, changeRequestId: string): Promise<RequestFacts> {
  const { request, current } = await findRequest(db, workspaceId, changeRequestId)
  const { id, number, state, requestedById, decidedAt } = request
  return { id, number, state, approvalDigest: current.approvalDigest, requestedById, decidedAt }
}
