import { wilson } from '@/lib/stats/proportions/wilson'
import { ALPHA, type Estimate, notEstimable } from './estimate'
import { KIND, TRAFFIC } from './kinds'
import type { Totals } from './totals'

export interface Traffic {
  requests: number
  ok: number
  clientErrors: number
  serverErrors: number
  timeouts: number
  cancelled: number
  shed: number
  mirrored: number
  duplicates: number
  requestBytes: number
  responseBytes: number
  /** Errors that count against the service: server errors, time-outs, no response, shed. */
  failed: number
  /** Requests that count for the error rate: without the caller's own errors and cancellations. */
  eligible: number
}

export function trafficOf(totals: Totals): Traffic {
  const { c } = totals.of(KIND.traffic)
  const at = (name: keyof typeof TRAFFIC) => c[TRAFFIC[name]] ?? 0
  return {
    requests: at('requests'),
    ok: at('ok'),
    clientErrors: at('clientErrors'),
    serverErrors: at('serverErrors'),
    timeouts: at('timeouts'),
    cancelled: at('cancelled'),
    shed: at('shed'),
    mirrored: at('mirrored'),
    duplicates: at('duplicates'),
    requestBytes: at('requestBytes'),
    responseBytes: at('responseBytes'),
    failed: at('serverErrors') + at('timeouts') + at('noResponse') + at('shed'),
    eligible: at('requests') - at('clientErrors') - at('cancelled'),
  }
}

export function errorRateOf({ failed, eligible }: Traffic): Estimate {
  return proportion(failed, eligible)
}

/** A share with Wilson's interval. */
export function proportion(successes: number, n: number, fewest = 1): Estimate {
  if (n < fewest) return notEstimable(n, n === 0 ? 'NO_DATA' : 'TOO_FEW_ROWS')
  const result = wilson({ successes, n, alpha: ALPHA })
  if (result.status !== 'ok') return notEstimable(n, result.reason)
  const { estimate, interval } = result.value
  return { value: estimate, low: interval.lower, high: interval.upper, n, reason: null }
}
