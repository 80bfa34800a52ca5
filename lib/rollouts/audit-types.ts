import type { AuditType } from '@/lib/audit/domain/catalogue'
import { ENTRY_EVENT } from './domain/status'

/** What any transition of a rollout may record, its orders to the agent and the end of its change request included. */
export const TRANSITION_EVENTS: readonly AuditType[] = [
  ...Object.values(ENTRY_EVENT),
  'rollouts.plan-desired',
  'agents.command-issued',
  'agents.command-cancelled',
  'agents.command-ended',
  'approvals.change-request-executing',
  'approvals.change-request-done',
  'approvals.change-request-failed',
  'approvals.change-request-cancelled',
]
