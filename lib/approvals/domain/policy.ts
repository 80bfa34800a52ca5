import { digestOf } from './approval-payload'

/** The one policy of environments under four eyes: a single approver who is not the requester. */
export const SINGLE_APPROVER_POLICY = {
  schema: 'slipway/approval-policy/v1',
  name: 'single-approver',
  require: [{ permission: 'approvals:vote', count: 1 }],
  exclude: ['requester', 'subject-author'],
  expiresAfterHours: 72,
} as const

export const POLICY_DIGEST = digestOf(SINGLE_APPROVER_POLICY)
export const EXPIRES_AFTER_MS = SINGLE_APPROVER_POLICY.expiresAfterHours * 3_600_000
