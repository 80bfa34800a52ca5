import type { Interval, Status } from '../result'
import type { Verdict } from './verdict'

export type MetricReason =
  | 'EVIDENCE_INVALID'
  | 'EVIDENCE_INSUFFICIENT'
  | 'HARM_MARGIN_CROSSED'
  | 'INTEGRITY_FAILED'
  | 'EVIDENCE_STALE'
  | 'LOWER_ABOVE_ZERO'
  | 'LOWER_ABOVE_MARGIN'
  | 'INTERVAL_SPANS_MARGIN'

/** Margins >= 0 on the oriented scale. `harm` left out equals `nonInferiority`; `win` null is a metric without a goal. */
export interface Margins {
  readonly nonInferiority: number
  readonly harm?: number | null
  readonly win: number | null
}

export interface MetricFacts {
  /** Oriented confidence sequence: lower at the non-inferiority level, upper at the harm level. */
  readonly evidence: Interval | null
  readonly evidenceStatus: Status
  readonly margins: Margins
  readonly integrity: 'ok' | 'failed'
  readonly fresh: boolean
}

/**
 * What the evidence says about one metric: the first matching row decides, every comparison is strict. The two one-sided
 * questions are those of Schuirmann 1987 (J. Pharmacokinet. Biopharm. 15). HARM outranks failed integrity and stale data:
 * a variant that loses units is itself suspect. Total: never throws, and numbers that are not finite are invalid evidence.
 */
export function metric({ evidence, evidenceStatus, margins, integrity, fresh }: MetricFacts): {
  verdict: Verdict
  reason: MetricReason
  futile: boolean
} {
  const answer = (verdict: Verdict, reason: MetricReason, futile = false) => ({ verdict, reason, futile })
  if (evidenceStatus === 'invalid') return answer('INVALID', 'EVIDENCE_INVALID')
  if (evidenceStatus === 'insufficient' || evidence === null) return answer('INCONCLUSIVE', 'EVIDENCE_INSUFFICIENT')

  const { lower, upper } = evidence
  const harm = margins.harm ?? margins.nonInferiority
  if (![lower ?? 0, upper ?? 0, margins.nonInferiority, harm, margins.win ?? 0].every(Number.isFinite)) {
    return answer('INVALID', 'EVIDENCE_INVALID')
  }
  const futile = margins.win !== null && upper !== null && upper < margins.win
  if (upper !== null && upper < -harm) return answer('HARM', 'HARM_MARGIN_CROSSED', futile)
  if (integrity === 'failed') return answer('INVALID', 'INTEGRITY_FAILED', futile)
  if (!fresh) return answer('INCONCLUSIVE', 'EVIDENCE_STALE', futile)
  if (lower !== null && lower > 0) return answer('SUPERIOR', 'LOWER_ABOVE_ZERO', futile)
  if (lower !== null && lower > -margins.nonInferiority) return answer('NON_INFERIOR', 'LOWER_ABOVE_MARGIN', futile)
  return answer('INCONCLUSIVE', 'INTERVAL_SPANS_MARGIN', futile)
}
