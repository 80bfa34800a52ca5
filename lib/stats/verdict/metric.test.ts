import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Interval, Status } from '../result'
import { RUNS } from '../testing/arbitraries'
import { metric } from './metric'
import { orient } from './orient'

const margins = { nonInferiority: 0.02, harm: 0.05, win: null }
const healthy = { evidenceStatus: 'ok', integrity: 'ok', fresh: true, margins } as const
const limit = fc.oneof(fc.constant(null), fc.double({ min: -1, max: 1, noNaN: true }))
const interval: fc.Arbitrary<Interval> = fc.tuple(limit, limit).map(([one, two]) => {
  if (one === null || two === null) return { lower: one, upper: two }
  return { lower: Math.min(one, two), upper: Math.max(one, two) }
})
const PASSES = ['NON_INFERIOR', 'SUPERIOR']

describe('verdict.metric', () => {
  it('a latency that grows sixfold is HARM, whatever its interval in the unit of the metric', () => {
    const evidence = orient({ interval: { lower: 5.9, upper: 7.1 }, direction: 'decrease-is-better' })
    expect(metric({ ...healthy, evidence })).toMatchObject({ verdict: 'HARM', reason: 'HARM_MARGIN_CROSSED' })
  })

  it('no measurement is inconclusive, never a success', () => {
    expect(metric({ ...healthy, evidence: null })).toMatchObject({ verdict: 'INCONCLUSIVE' })
    const unbounded = { lower: null, upper: null }
    expect(metric({ ...healthy, evidence: unbounded })).toMatchObject({ verdict: 'INCONCLUSIVE' })
  })

  it('missing, stale, insufficient, invalid or doubtful evidence never passes', () => {
    const status = fc.constantFrom<Status>('ok', 'insufficient', 'invalid')
    fc.assert(
      fc.property(
        fc.option(interval),
        status,
        fc.constantFrom('ok' as const, 'failed' as const),
        fc.boolean(),
        (evidence, evidenceStatus, integrity, fresh) => {
          const { verdict } = metric({ evidence, evidenceStatus, margins, integrity, fresh })
          const trusted = evidence !== null && evidenceStatus === 'ok' && integrity === 'ok' && fresh
          if (!trusted) expect(PASSES).not.toContain(verdict)
        },
      ),
      RUNS,
    )
  })

  it('numbers that are not finite are invalid evidence, never a pass', () => {
    for (const number of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      expect(metric({ ...healthy, evidence: { lower: number, upper: 1 } }).verdict).toBe('INVALID')
      const broken = { nonInferiority: number, harm: 0.1, win: null }
      expect(metric({ ...healthy, margins: broken, evidence: { lower: -0.5, upper: 1 } }).verdict).toBe('INVALID')
    }
  })

  it('a regression in B is found in B whichever direction is good', () => {
    fc.assert(
      fc.property(interval, (difference) => {
        const worse = metric({
          ...healthy,
          evidence: orient({ interval: difference, direction: 'decrease-is-better' }),
        })
        const turned = {
          lower: difference.upper === null ? null : -difference.upper,
          upper: difference.lower === null ? null : -difference.lower,
        }
        const same = metric({ ...healthy, evidence: orient({ interval: turned, direction: 'increase-is-better' }) })
        expect(worse).toEqual(same)
      }),
      RUNS,
    )
  })

  it('HARM is seen through failed integrity and stale data, a pass is not', () => {
    const harm = { lower: -0.5, upper: -0.2 }
    expect(metric({ ...healthy, evidence: harm, integrity: 'failed', fresh: false }).verdict).toBe('HARM')
    expect(metric({ ...healthy, evidence: { lower: 0.1, upper: 0.2 }, integrity: 'failed' }).verdict).toBe('INVALID')
    expect(metric({ ...healthy, evidence: { lower: 0.1, upper: 0.2 }, fresh: false }).verdict).toBe('INCONCLUSIVE')
  })

  it('comparisons are strict: an interval that touches a margin has not crossed it', () => {
    expect(metric({ ...healthy, evidence: { lower: -0.02, upper: 0 } }).verdict).toBe('INCONCLUSIVE')
    expect(metric({ ...healthy, evidence: { lower: -0.2, upper: -0.05 } }).verdict).toBe('INCONCLUSIVE')
    expect(metric({ ...healthy, evidence: { lower: 0, upper: 0.1 } }).verdict).toBe('NON_INFERIOR')
  })

  it('the harm margin defaults to the non-inferiority margin', () => {
    const evidence = { lower: -0.2, upper: -0.03 }
    expect(metric({ ...healthy, margins: { nonInferiority: 0.02, win: null }, evidence }).verdict).toBe('HARM')
  })
})

describe('verdict.orient', () => {
  it('orienting twice is the identity', () => {
    fc.assert(
      fc.property(interval, (difference) => {
        const direction = 'decrease-is-better' as const
        const twice = orient({ interval: orient({ interval: difference, direction }), direction })
        expect(twice).toEqual(orient({ interval: difference, direction: 'increase-is-better' }))
      }),
      RUNS,
    )
  })
})
