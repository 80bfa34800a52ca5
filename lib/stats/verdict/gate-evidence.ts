import type { Interval, Result } from '../result'
import type { MetricFacts } from './metric'
import { orient } from './orient'
import type { Direction } from './verdict'

/**
 * The one way from a statistic to a verdict: orients the interval of an always-valid comparison. Its parameter type
 * refuses every result that assumes a fixed sample, because a gate looks again and again (Johari et al. 2022, Oper. Res.).
 */
export function gateEvidence({
  result,
  direction,
}: {
  result: Result<{ readonly interval: Interval }>
  direction: Direction
}): Pick<MetricFacts, 'evidence' | 'evidenceStatus'> {
  if (result.status !== 'ok') return { evidence: null, evidenceStatus: result.status }
  return { evidence: orient({ interval: result.value.interval, direction }), evidenceStatus: 'ok' }
}
