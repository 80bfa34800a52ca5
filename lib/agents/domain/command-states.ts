export const OPEN_COMMAND_STATES = ['QUEUED', 'LEASED', 'ACCEPTED', 'RUNNING', 'UNKNOWN'] as const
export const ENDED_COMMAND_STATES = ['SUCCEEDED', 'FAILED', 'REJECTED', 'EXPIRED', 'CANCELLED'] as const
export const COMMAND_STATES = [...OPEN_COMMAND_STATES, ...ENDED_COMMAND_STATES] as const

export type OpenCommandState = (typeof OPEN_COMMAND_STATES)[number]
export type EndedCommandState = (typeof ENDED_COMMAND_STATES)[number]
export type CommandState = OpenCommandState | EndedCommandState

export const COMMAND_TRIGGERS = [
  'lease',
  'expire',
  'cancel',
  'supersede',
  'accept',
  'start',
  'heartbeat',
  'refuse',
  'lose-lease',
  'time-out',
  'succeed',
  'fail',
  'confirm-cancel',
  'find-applied',
  'find-untouched',
  'find-other',
  'abandon',
] as const
export type CommandTrigger = (typeof COMMAND_TRIGGERS)[number]

type Row = Partial<Record<CommandTrigger, CommandState>>

// A lost lease is safe to queue again before `accepted` was confirmed, because an agent acts only after that; later nobody knows
// what happened until the agent's journal, its receipt or an observation says so.
const TRANSITIONS: Record<OpenCommandState, Row> = {
  QUEUED: { lease: 'LEASED', expire: 'EXPIRED', cancel: 'CANCELLED', supersede: 'CANCELLED' },
  LEASED: {
    accept: 'ACCEPTED',
    refuse: 'REJECTED',
    cancel: 'CANCELLED',
    supersede: 'CANCELLED',
    'lose-lease': 'QUEUED',
  },
  ACCEPTED: {
    start: 'RUNNING',
    heartbeat: 'ACCEPTED',
    succeed: 'SUCCEEDED',
    fail: 'FAILED',
    'confirm-cancel': 'CANCELLED',
    'lose-lease': 'UNKNOWN',
    'time-out': 'UNKNOWN',
  },
  RUNNING: {
    heartbeat: 'RUNNING',
    succeed: 'SUCCEEDED',
    fail: 'FAILED',
    'confirm-cancel': 'CANCELLED',
    'lose-lease': 'UNKNOWN',
    'time-out': 'UNKNOWN',
  },
  UNKNOWN: { 'find-applied': 'SUCCEEDED', 'find-untouched': 'QUEUED', 'find-other': 'FAILED', abandon: 'FAILED' },
}

/** What ends the wait in each open state, so that no command stays open unnoticed. */
export const COMMAND_TIMEOUTS: Record<OpenCommandState, { after: string; ends: CommandTrigger | 'alert' }> = {
  QUEUED: { after: 'expiresAt', ends: 'expire' },
  LEASED: { after: 'leaseUntil', ends: 'lose-lease' },
  ACCEPTED: { after: 'leaseUntil or startToCloseMs', ends: 'time-out' },
  RUNNING: { after: 'leaseUntil or startToCloseMs', ends: 'time-out' },
  UNKNOWN: { after: '2 min', ends: 'alert' },
}

export function isOpen(state: string): state is OpenCommandState {
  return (OPEN_COMMAND_STATES as readonly string[]).includes(state)
}

export function isEnded(state: string): state is EndedCommandState {
  return (ENDED_COMMAND_STATES as readonly string[]).includes(state)
}

/** The state that a trigger leads to, or null: what the table does not name is refused. */
export function nextState(state: string, trigger: CommandTrigger): CommandState | null {
  return isOpen(state) ? (TRANSITIONS[state][trigger] ?? null) : null
}
