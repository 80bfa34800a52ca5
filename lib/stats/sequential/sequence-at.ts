import type { Alternative, Interval } from '../result'
import { criticalZ } from './critical-z'
import { logEValue } from './log-e-value'
import { pValueOf } from './p-value-of'
import { sidednessOf } from './sidedness'

export interface SequencePoint {
  readonly logE: number
  readonly pValue: number
  readonly interval: Interval
}

/**
 * The always-valid sequence at one look, for any estimate with an asymptotically normal error: ln E against no effect, its
 * p-value and the confidence sequence estimate ± z(n) SE, one-sided towards the alternative. `null` without a root.
 */
export function sequenceAt({
  estimate,
  standardError,
  n,
  g,
  alpha,
  alternative,
}: {
  estimate: number
  standardError: number
  n: number
  g: number
  alpha: number
  alternative: Alternative
}): SequencePoint | null {
  const sided = sidednessOf(alternative)
  const critical = criticalZ({ n, g, alpha, alternative: sided })
  if (critical === null) return null
  const score = estimate / standardError
  const logE = logEValue({ z: alternative === 'less' ? -score : score, n, g, alternative: sided })
  const radius = critical * standardError
  const interval = {
    lower: alternative === 'less' ? null : estimate - radius,
    upper: alternative === 'greater' ? null : estimate + radius,
  }
  return { logE, pValue: pValueOf(logE), interval }
}
