import { quantileAbFromBuckets } from '@/lib/stats/sequential/quantile-ab-from-buckets'
import { latencyPosition } from '@/lib/stats/sketch/latency-position'
import { latencyQuantile } from '@/lib/stats/sketch/latency-quantile'
import type { GateResult, VariantTotals } from './gate-result'
import type { Guardrail } from './spec'

type LatencyGuardrail = Extract<Guardrail, { metric: 'latency-p95' }>

const P = 0.95
const T_OPT = 500
/** lat5s.v1 has 32 buckets per doubling, so a ratio r moves a latency up by round(32 log2 r) buckets. */
const BUCKETS_PER_DOUBLING = 32

function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0)
}

/** Everything faster than the floor counts as exactly the floor: nobody notices 0.4 ms against 0.2 ms. */
function clampToFloor(counts: readonly number[], floor: number): number[] {
  return counts.map((count, i) => (i < floor ? 0 : i === floor ? total(counts.slice(0, floor + 1)) : count))
}

function slower(counts: readonly number[], by: number): number[] {
  const last = counts.length - 1
  const out = new Array<number>(counts.length).fill(0)
  for (const [i, count] of counts.entries()) out[Math.min(last, i + by)] = (out[Math.min(last, i + by)] ?? 0) + count
  return out
}

function p95Ms(counts: readonly number[]): number | null {
  const result = latencyQuantile({ positions: counts.map((_, i) => i), counts, p: P })
  return result.status === 'ok' ? result.value.quantile * 1000 : null
}

/**
 * 95th percentile of the candidate against that of the concurrent stable variant made `margin` times slower. The two are
 * compared by an e-value for quantiles (Howard and Ramdas 2022), valid at every look: significantly above is HARM,
 * significantly below is PASS, anything else waits.
 */
export function judgeLatency(
  guardrail: LatencyGuardrail,
  stable: VariantTotals | null,
  candidate: VariantTotals,
): GateResult {
  const n = { stable: stable ? total(stable.latencyCounts) : 0, candidate: total(candidate.latencyCounts) }
  const own = p95Ms(candidate.latencyCounts)
  const base = {
    id: guardrail.id,
    metric: guardrail.metric,
    enforced: guardrail.enforced,
    margin: guardrail.margin,
    minRequests: guardrail.minRequests,
    n,
    difference: null,
    candidate: own,
    method: 'sequential.quantileAbFromBuckets@1',
  }
  if (stable === null)
    return {
      ...base,
      outcome: 'PASS',
      stable: null,
      pValue: null,
      why: 'Full traffic: nothing serves beside it; latency was judged in the steps before.',
    }
  const reference = p95Ms(stable.latencyCounts)
  if (own === null || reference === null)
    return {
      ...base,
      outcome: 'WAIT',
      stable: reference,
      pValue: null,
      why: 'Not enough timed requests on both variants yet.',
    }
  const position = latencyPosition({ seconds: guardrail.floorMs / 1000 })
  const floor = position.status === 'ok' ? position.value.position : 0
  const shift = Math.round(BUCKETS_PER_DOUBLING * Math.log2(guardrail.margin))
  const limit = slower(clampToFloor(stable.latencyCounts, floor), shift)
  const mine = clampToFloor(candidate.latencyCounts, floor)
  const result = quantileAbFromBuckets({ p: P, tOpt: T_OPT, a: limit, b: mine })
  if (result.status !== 'ok')
    return {
      ...base,
      outcome: 'WAIT',
      stable: reference,
      pValue: null,
      why: 'Not enough timed requests on both variants yet.',
    }
  const { pValue } = result.value
  const shown = { ...base, stable: reference, pValue }
  const limitMs = p95Ms(limit)
  const mineMs = p95Ms(mine)
  const above = limitMs !== null && mineMs !== null && mineMs > limitMs
  if (pValue > guardrail.alpha)
    return {
      ...shown,
      outcome: 'WAIT',
      why: `More requests decide whether p95 stays below ${guardrail.margin} times the stable one.`,
    }
  return above
    ? { ...shown, outcome: 'HARM', why: `p95 is more than ${guardrail.margin} times that of the stable variant.` }
    : { ...shown, outcome: 'PASS', why: `p95 stays below ${guardrail.margin} times that of the stable variant.` }
}
