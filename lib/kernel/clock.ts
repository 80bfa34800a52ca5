/** Time as an argument: pure code never reads a clock of its own. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }
