export const REQUEST_STATES = [
  'IN_REVIEW',
  'APPROVED',
  'EXECUTING',
  'DONE',
  'FAILED',
  'REJECTED',
  'STALE',
  'EXPIRED',
  'CANCELLED',
] as const
export type RequestState = (typeof REQUEST_STATES)[number]

export type RequestCommand =
  | 'approve'
  | 'reject'
  | 'execute'
  | 'finish-done'
  | 'finish-failed'
  | 'stale'
  | 'expire'
  | 'cancel'

/** A pair that is not listed is refused. Nothing is ever approved by time: expiry is its only effect. */
const TRANSITIONS: Record<RequestCommand, Partial<Record<RequestState, RequestState>>> = {
  approve: { IN_REVIEW: 'APPROVED' },
  reject: { IN_REVIEW: 'REJECTED', APPROVED: 'REJECTED' },
  execute: { APPROVED: 'EXECUTING' },
  'finish-done': { EXECUTING: 'DONE' },
  'finish-failed': { EXECUTING: 'FAILED' },
  stale: { IN_REVIEW: 'STALE', APPROVED: 'STALE' },
  expire: { IN_REVIEW: 'EXPIRED', APPROVED: 'EXPIRED' },
  cancel: { IN_REVIEW: 'CANCELLED', APPROVED: 'CANCELLED', STALE: 'CANCELLED' },
}

export function nextRequestState(state: RequestState, command: RequestCommand): RequestState | null {
  return TRANSITIONS[command][state] ?? null
}
