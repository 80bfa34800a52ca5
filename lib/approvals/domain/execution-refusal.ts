/** Why an approved change may not be carried out, and what to do next. */
export const EXECUTION_REFUSALS = {
  wrong_state: 'The request is not approved. Wait for a decision or send a new request.',
  expired: 'The approval has expired. Send a new request.',
  stale: 'What was approved is no longer what would be carried out. Send a new request.',
  quorum_lost: 'The approver may no longer approve. Ask somebody else to decide on a new request.',
  busy: 'Another approved change of this deployment is being carried out. Wait until it has ended.',
} as const
export type ExecutionRefusal = keyof typeof EXECUTION_REFUSALS
