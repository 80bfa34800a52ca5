export const VERSION_STATES = ['PENDING', 'SCANNING', 'READY', 'REFUSED', 'QUARANTINED', 'ARCHIVED'] as const
export type VersionState = (typeof VERSION_STATES)[number]

export type VersionCommand =
  | 'attach-file'
  | 'submit'
  | 'seal-import'
  | 'refuse-import'
  | 'settle-ready'
  | 'settle-refused'
  | 'settle-quarantined'
  | 'quarantine'
  | 'release'
  | 'archive'

/** What each command makes of each state; a pair that is not listed is refused. */
const TRANSITIONS: Record<VersionCommand, Partial<Record<VersionState, VersionState>>> = {
  'attach-file': { PENDING: 'PENDING' },
  submit: { PENDING: 'SCANNING' },
  'seal-import': { PENDING: 'SCANNING' },
  'refuse-import': { PENDING: 'REFUSED' },
  'settle-ready': { SCANNING: 'READY' },
  'settle-refused': { SCANNING: 'REFUSED' },
  'settle-quarantined': { SCANNING: 'QUARANTINED' },
  quarantine: { READY: 'QUARANTINED' },
  release: { QUARANTINED: 'READY' },
  archive: { PENDING: 'ARCHIVED', READY: 'ARCHIVED', REFUSED: 'ARCHIVED', QUARANTINED: 'ARCHIVED' },
}

/** The state after the command, or null where the command has no place. */
export function nextVersionState(state: VersionState, command: VersionCommand): VersionState | null {
  return TRANSITIONS[command][state] ?? null
}
