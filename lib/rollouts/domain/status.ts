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

/** The stages that a pause or a hold interrupts, and where it goes on. */
export const STAGES = ['WARMING', 'APPLYING', 'BAKING', 'FINALIZING'] as const satisfies readonly RolloutStatus[]
export type StageStatus = (typeof STAGES)[number]

/** What a rollout in this status goes back to after a pause or hold; null where nothing has started. */
export function stageOf(status: RolloutStatus, resume: StageStatus | null): StageStatus | null {
  if (status === 'HELD' || status === 'PAUSED') return resume
  if (status === 'AWAITING_APPROVAL') return 'BAKING'
  return STAGES.find((stage) => stage === status) ?? null
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Every open status ends by itself: PENDING with its change request, BAKING by its step's own maximum, the others after this long. */
export const TIMEOUT_MS: Record<OpenStatus, number | 'step' | 'request'> = {
  PENDING: 'request',
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
