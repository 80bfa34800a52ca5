import { describe, expect, it } from 'vitest'
import { compare } from '../means/compare'
import { newcombe } from '../proportions/newcombe'
import type { Interval, Result } from '../result'
import { gateEvidence } from './gate-evidence'

const arm = { n: 1000, mean: 1, variance: 1 }

describe('verdict.gateEvidence', () => {
  it('refuses a fixed-sample result at compile time', () => {
    const means = compare({
      a: arm,
      b: arm,
      scale: 'absolute',
      alpha: 0.05,
      alternative: 'two-sided',
      reference: 'welch',
    })
    // @ts-expect-error: FIXED_SAMPLE_ONLY is not valid under peeking and must not reach a gate.
    gateEvidence({ result: means, direction: 'increase-is-better' })
    const count = { successes: 5, n: 100 }
    // @ts-expect-error: the same for proportions.
    gateEvidence({ result: newcombe({ a: count, b: count, alpha: 0.05 }), direction: 'increase-is-better' })
    expect(means.assumptions).toContain('FIXED_SAMPLE_ONLY')
  })

  it('orients an always-valid interval and passes on why there is none', () => {
    const meta = { method: 'sequential.compare', version: 1, n: 10, assumptions: ['ASYMPTOTIC_NORMAL'] } as const
    const found: Result<{ interval: Interval }> = {
      ...meta,
      status: 'ok',
      value: { interval: { lower: -1, upper: 3 } },
    }
    expect(gateEvidence({ result: found, direction: 'decrease-is-better' })).toEqual({
      evidence: { lower: -3, upper: 1 },
      evidenceStatus: 'ok',
    })
    const early: Result<{ interval: Interval }> = { ...meta, status: 'insufficient', reason: 'BURN_IN' }
    expect(gateEvidence({ result: early, direction: 'increase-is-better' })).toEqual({
      evidence: null,
      evidenceStatus: 'insufficient',
    })
  })
})
