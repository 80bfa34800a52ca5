export interface OpenCommandTimes {
  state: string
  nowMs: number
  expiresAtMs: number
  leaseUntilMs: number | null
  acceptedAtMs: number | null
  startToCloseMs: number
}

export type OverdueTrigger = 'expire' | 'lose-lease' | 'time-out' | null

/** What time alone does to an open command. */
export function overdueTrigger(times: OpenCommandTimes): OverdueTrigger {
  const { state, nowMs } = times
  if (state === 'QUEUED') return times.expiresAtMs <= nowMs ? 'expire' : null
  const isLeaseOver = times.leaseUntilMs !== null && times.leaseUntilMs < nowMs
  if (state === 'LEASED') return isLeaseOver ? 'lose-lease' : null
  if (state !== 'ACCEPTED' && state !== 'RUNNING') return null
  if (isLeaseOver) return 'lose-lease'
  return times.acceptedAtMs !== null && times.acceptedAtMs + times.startToCloseMs < nowMs ? 'time-out' : null
}
