import type { AuditType } from '@/lib/audit/domain/catalogue'

export const ROLLOUT_STATUSES = [
  'PENDING',
  'WARMING',
  'APPLYING',
  'BAKING',
  'AWAITING_APPROVAL',
  'HELD',
  'PAUSED',
  'FINALIZING',
  'ROLLING_BACK',
  'ROLLBACK_FAILED',
  'SUCCEEDED',
  'ROLLED_BACK',
  'CANCELLED',
  'FAILED',
] as const
export type RolloutStatus = (typeof ROLLOUT_STATUSES)[number]

export const TERMINAL = ['SUCCEEDED', 'ROLLED_BACK', 'CANCELLED', 'FAILED'] as const satisfies readonly RolloutStatus[]
export type TerminalStatus = (typeof TERMINAL)[number]
export type OpenStatus = Exclude<RolloutStatus, TerminalStatus>

export function isTerminal(status: RolloutStatus): status is TerminalStatus {
  return (TERMINAL as readonly RolloutStatus[]).includes(status)
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Every open status ends by itself: how long it may last. BAKING is bounded by its step's own maximum. */
export const TIMEOUT_MS: Record<OpenStatus, number | 'step'> = {
  PENDING: 72 * HOUR,
  WARMING: 30 * MINUTE,
  APPLYING: 20 * MINUTE,
  BAKING: 'step',
  AWAITING_APPROVAL: 72 * HOUR,
  HELD: 7 * DAY,
  PAUSED: 7 * DAY,
  FINALIZING: 10 * MINUTE,
  ROLLING_BACK: 5 * MINUTE,
  ROLLBACK_FAILED: 5 * MINUTE,
}

/** The event written on entering a status, in the same transaction. */
export const ENTRY_EVENT: Record<RolloutStatus, AuditType> = {
  PENDING: 'rollouts.approval-awaited',
  WARMING: 'rollouts.started',
  APPLYING: 'rollouts.advanced',
  BAKING: 'rollouts.baking-started',
  AWAITING_APPROVAL: 'rollouts.confirmation-awaited',
  HELD: 'rollouts.held',
  PAUSED: 'rollouts.paused',
  FINALIZING: 'rollouts.finalizing',
  ROLLING_BACK: 'rollouts.rollback-started',
  ROLLBACK_FAILED: 'rollouts.rollback-failed',
  SUCCEEDED: 'rollouts.completed',
  ROLLED_BACK: 'rollouts.rolled-back',
  CANCELLED: 'rollouts.aborted',
  FAILED: 'rollouts.failed',
}
