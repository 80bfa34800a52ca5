export type CommandKind = 'apply-plan' | 'stop-serving' | 'evict-version'
export type CommandLane = 'plan' | 'protective'

const MINUTE = 60_000

/** Defaults of how long a command may wait for its agent and, once accepted, may run. */
export function commandLimits(kind: CommandKind, lane: CommandLane): { expiresInMs: number; startToCloseMs: number } {
  if (lane === 'protective') return { expiresInMs: 60 * MINUTE, startToCloseMs: 5 * MINUTE }
  if (kind === 'evict-version') return { expiresInMs: 30 * MINUTE, startToCloseMs: 10 * MINUTE }
  return { expiresInMs: 10 * MINUTE, startToCloseMs: 15 * MINUTE }
}
