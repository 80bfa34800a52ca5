import { type Grain, SLOT_MS } from './slots'

export const MAX_POINTS = 400
const LIVE_RANGE_MS = 7_200_000
/** Steps of series, each a multiple of the grain that it is read from. */
const STEPS_SEC = [10, 30, 60, 300, 900, 1800, 3600, 7200, 21_600, 43_200, 86_400, 604_800]

export interface Step {
  stepMs: number
  grain: Grain
}

/** Finest step with at most 400 points. Ten-second slots exist for two hours only, and only for traffic and latency. */
export function chooseStep(fromMs: number, toMs: number, nowMs: number, live: boolean): Step {
  const usable = live && nowMs - fromMs < LIVE_RANGE_MS
  const seconds =
    STEPS_SEC.find((step) => (toMs - fromMs) / 1000 / step <= MAX_POINTS - 1 && (usable || step >= 300)) ?? 604_800
  const stepMs = seconds * 1000
  const grain = (['1d', '1h', '5m'] as const).find((candidate) => stepMs % SLOT_MS[candidate] === 0) ?? '10s'
  return { stepMs, grain }
}
