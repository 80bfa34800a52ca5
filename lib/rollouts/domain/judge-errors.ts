import { betaBinomialInterval } from '@/lib/stats/sequential/beta-binomial-interval'
import type { GateResult, VariantTotals } from './gate-result'
import type { Guardrail } from './spec'

type ErrorGuardrail = Extract<Guardrail, { metric: 'error-rate' }>

const T_OPT = 1000

function sequence(totals: VariantTotals, alpha: number) {
  const result = betaBinomialInterval({ successes: totals.failures, n: totals.judged, alpha, tOpt: T_OPT })
  if (result.status !== 'ok') return null
  return {
    estimate: result.value.estimate,
    lower: result.value.interval.lower ?? 0,
    upper: result.value.interval.upper ?? 1,
  }
}

/**
 * Failure rate of the candidate against the stable variant of the same minutes: one exact confidence sequence per arm at
 * alpha/2 (union bound), so the difference [Lc - Us, Uc - Ls] may be looked at as often as one likes. At full traffic no
 * stable serves beside it, and the candidate is judged against the absolute limit instead.
 */
export function judgeErrors(
  guardrail: ErrorGuardrail,
  stable: VariantTotals | null,
  candidate: VariantTotals,
): GateResult {
  const n = { stable: stable?.judged ?? 0, candidate: candidate.judged }
  const base = {
    id: guardrail.id,
    metric: guardrail.metric,
    enforced: guardrail.enforced,
    margin: guardrail.margin,
    minRequests: guardrail.minRequests,
    n,
    pValue: null,
    method: 'sequential.betaBinomialInterval@1',
  }
  const own = sequence(candidate, guardrail.alpha / 2)
  if (own === null)
    return {
      ...base,
      outcome: 'WAIT',
      stable: null,
      candidate: null,
      difference: null,
      why: 'No answered requests of the candidate yet.',
    }
  if (stable === null) {
    const outcome = own.lower > guardrail.absoluteMax ? 'HARM' : own.upper < guardrail.absoluteMax ? 'PASS' : 'WAIT'
    const why = `Full traffic: judged against the limit of ${percent(guardrail.absoluteMax)}.`
    return { ...base, outcome, stable: null, candidate: own.estimate, difference: null, why }
  }
  const other = sequence(stable, guardrail.alpha / 2)
  if (other === null)
    return {
      ...base,
      outcome: 'WAIT',
      stable: null,
      candidate: own.estimate,
      difference: null,
      why: 'No answered requests of the stable variant yet.',
    }
  const difference = {
    estimate: own.estimate - other.estimate,
    lower: own.lower - other.upper,
    upper: own.upper - other.lower,
  }
  const shown = { ...base, stable: other.estimate, candidate: own.estimate, difference }
  if (difference.lower > 0)
    return { ...shown, outcome: 'HARM', why: 'The candidate fails more often than the stable variant.' }
  if (difference.upper < guardrail.margin)
    return { ...shown, outcome: 'PASS', why: `The difference is below the margin of ${percent(guardrail.margin)}.` }
  return {
    ...shown,
    outcome: 'WAIT',
    why: `More requests narrow the interval; it passes once its upper end is below ${percent(guardrail.margin)}.`,
  }
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}
