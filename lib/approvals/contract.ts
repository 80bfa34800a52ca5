import { z } from 'zod'
import { APPROVAL_ACTIONS } from './domain/actions'
import { REQUEST_STATES } from './domain/transitions'

export const requestState = z.enum(REQUEST_STATES)
export const approvalAction = z.enum(APPROVAL_ACTIONS)

export const approvalSubject = z.object({
  kind: z.string(),
  id: z.string(),
  digest: z.string(),
  /** For people: "credit-risk v7". */
  label: z.string(),
})
export const changeRequestSummary = z.object({
  id: z.string(),
  number: z.number(),
  action: approvalAction,
  environmentId: z.string().nullable(),
  environmentName: z.string().nullable(),
  deploymentId: z.string().nullable(),
  subjects: z.array(approvalSubject),
  title: z.string(),
  reason: z.string(),
  state: requestState,
  cycle: z.number(),
  requestedById: z.string(),
  requestedByName: z.string(),
  createdAt: z.string(),
  expiresAt: z.string().nullable(),
  decidedAt: z.string().nullable(),
  /** Whether the caller may decide now; if not, why. */
  mayDecide: z.boolean(),
  whyNot: z.string().nullable(),
})
export type ChangeRequestSummary = z.infer<typeof changeRequestSummary>

export const vote = z.object({
  userId: z.string(),
  userName: z.string(),
  decision: z.enum(['approve', 'reject']),
  meaning: z.string(),
  reason: z.string().nullable(),
  cycle: z.number(),
  approvalDigest: z.string(),
  signedAt: z.string(),
})
export const diffEntry = z.object({ path: z.string(), before: z.unknown(), after: z.unknown() })
export const changeRequestDetail = changeRequestSummary.extend({
  approvalDigest: z.string(),
  payload: z.record(z.string(), z.unknown()),
  diff: z.array(diffEntry),
  evidence: z.record(z.string(), z.unknown()),
  votes: z.array(vote),
  /** People who may decide now. */
  deciders: z.array(z.object({ id: z.string(), name: z.string() })),
  mayCancel: z.boolean(),
  closedBecause: z.string().nullable(),
})
export type ChangeRequestDetail = z.infer<typeof changeRequestDetail>

export const castVoteInput = z
  .strictObject({
    changeRequestId: z.uuid(),
    decision: z.enum(['approve', 'reject']),
    cycle: z.int().min(1),
    /** The digest of what the voter saw. */
    approvalDigest: z.string().regex(/^sha256:[0-9a-f]{64}$/),
    reason: z.string().trim().max(2000).nullish(),
  })
  .refine((input) => input.decision === 'approve' || (input.reason ?? '').length >= 10, {
    error: 'give a reason of at least 10 characters',
    path: ['reason'],
  })
export const cancelChangeRequestInput = z.strictObject({
  changeRequestId: z.uuid(),
  reason: z.string().trim().max(2000).nullish(),
})
export const expireChangeRequestInput = z.strictObject({ changeRequestId: z.uuid() })
export const getChangeRequestInput = z.strictObject({ changeRequestId: z.uuid() })
export const listChangeRequestsInput = z.strictObject({
  cursor: z.string().max(2000).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  inbox: z.enum(['mine-to-decide', 'mine', 'all']).default('all'),
  state: requestState.optional(),
  environmentId: z.uuid().optional(),
  deploymentId: z.uuid().optional(),
})
export const changeRequestPage = z.object({ items: z.array(changeRequestSummary), nextCursor: z.string().nullable() })
export const stateOutput = z.object({ id: z.string(), state: requestState, revision: z.number() })
