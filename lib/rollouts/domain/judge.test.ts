import { describe, expect, test } from 'vitest'
import { LATENCY_POSITIONS } from '@/lib/stats/sketch/latency-edges'
import { latencyPosition } from '@/lib/stats/sketch/latency-position'
import type { VariantTotals } from './gate-result'
import { judgeErrors } from './judge-errors'
import { judgeLatency } from './judge-latency'
import { DEFAULT_GUARDRAILS } from './spec'

const errors = DEFAULT_GUARDRAILS.find((guardrail) => guardrail.metric === 'error-rate')
const latency = DEFAULT_GUARDRAILS.find((guardrail) => guardrail.metric === 'latency-p95')
if (errors?.metric !== 'error-rate' || latency?.metric !== 'latency-p95')
  throw new Error('the default guardrails are gone')

function totals(n: number, failures: number, ms = 5): VariantTotals {
  const at = latencyPosition({ seconds: ms / 1000 })
  const latencyCounts = new Array<number>(LATENCY_POSITIONS).fill(0)
  if (at.status === 'ok') latencyCounts[at.value.position] = n
  return { requests: n, judged: n, failures, latencyCounts }
}

describe('errors against the concurrent stable variant', () => {
  test('no data waits, on either side', () => {
    expect(judgeErrors(errors, totals(0, 0), totals(500, 0)).outcome).toBe('WAIT')
    expect(judgeErrors(errors, totals(500, 0), totals(0, 0)).outcome).toBe('WAIT')
  })
  test('equal and clean passes once there is enough', () => {
    expect(judgeErrors(errors, totals(50, 0), totals(20, 0)).outcome).toBe('WAIT')
    expect(judgeErrors(errors, totals(3000, 3), totals(1000, 1)).outcome).toBe('PASS')
  })
  test('a failing candidate is harm, a failing stable is not the candidate to blame', () => {
    expect(judgeErrors(errors, totals(1000, 10), totals(300, 120)).outcome).toBe('HARM')
    expect(judgeErrors(errors, totals(1000, 400), totals(300, 3)).outcome).toBe('PASS')
  })
  test('at full traffic the absolute limit judges', () => {
    expect(judgeErrors(errors, null, totals(1000, 600)).outcome).toBe('HARM')
    expect(judgeErrors(errors, null, totals(1000, 5)).outcome).toBe('PASS')
  })
})

describe('p95 against the concurrent stable variant', () => {
  test('a candidate ten times slower is harm within some tens of requests', () => {
    expect(judgeLatency(latency, totals(300, 0, 5), totals(60, 0, 300)).outcome).toBe('HARM')
  })
  test('equal latencies pass once there is enough', () => {
    expect(judgeLatency(latency, totals(20, 0), totals(5, 0)).outcome).toBe('WAIT')
    expect(judgeLatency(latency, totals(3000, 0), totals(1000, 0)).outcome).toBe('PASS')
  })
  test('below the floor nobody is slow', () => {
    expect(judgeLatency(latency, totals(3000, 0, 0.2), totals(1000, 0, 2)).outcome).toBe('PASS')
  })
  test('a slower stable variant is not held against the candidate', () => {
    expect(judgeLatency(latency, totals(3000, 0, 400), totals(1000, 0, 30)).outcome).toBe('PASS')
  })
})
