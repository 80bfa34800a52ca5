import fc from 'fast-check'
import { expect, test } from 'vitest'
import { allocateRanges, type RangeClaim } from './allocate-ranges'
import { BUCKETS, type PlanRange } from './plan'

const claim = (variantId: string, role: RangeClaim['role'], weightBps: number): RangeClaim => ({
  variantId,
  role,
  weightBps,
})

test('grows, adds and shrinks as the worked example says', () => {
  const start = allocateRanges(null, [claim('a', 'stable', 10_000)])
  expect(start).toEqual([{ from: 0, to: 10_000, variantId: 'a' }])
  const five = allocateRanges(start, [claim('a', 'stable', 9500), claim('b', 'candidate', 500)])
  expect(five[0]).toEqual({ from: 0, to: 500, variantId: 'b' })
  const quarter = allocateRanges(five, [claim('a', 'stable', 7500), claim('b', 'candidate', 2500)])
  expect(quarter[0]).toEqual({ from: 0, to: 2500, variantId: 'b' })
  const third = allocateRanges(quarter, [
    claim('a', 'stable', 7000),
    claim('b', 'candidate', 2500),
    claim('c', 'candidate', 500),
  ])
  expect(third[1]).toEqual({ from: 2500, to: 3000, variantId: 'c' })
  const back = allocateRanges(quarter, [claim('a', 'stable', 9000), claim('b', 'candidate', 1000)])
  expect(back).toEqual([
    { from: 0, to: 1000, variantId: 'b' },
    { from: 1000, to: 10_000, variantId: 'a' },
  ])
})

function ownersOf(ranges: readonly PlanRange[]): string[] {
  return ranges.flatMap((r) => new Array<string>(r.to - r.from).fill(r.variantId))
}

const weights = fc.tuple(fc.integer({ min: 0, max: BUCKETS }), fc.integer({ min: 0, max: BUCKETS })).map(([x, y]) => {
  const [low, high] = x < y ? [x, y] : [y, x]
  return [claim('a', 'stable', low), claim('b', 'candidate', high - low), claim('c', 'candidate', BUCKETS - high)]
})

test('always a partition with the wanted sizes, and moves exactly the sum of the increases', () => {
  fc.assert(
    fc.property(weights, weights, (before, after) => {
      const first = allocateRanges(null, before)
      const second = allocateRanges(first, after)
      const was = ownersOf(first)
      const is = ownersOf(second)
      expect(is).toHaveLength(BUCKETS)
      for (const { variantId, weightBps } of after) expect(is.filter((o) => o === variantId)).toHaveLength(weightBps)
      const moved = is.filter((owner, bucket) => owner !== was[bucket]).length
      const increases = after.reduce((sum, c, i) => sum + Math.max(0, c.weightBps - (before[i]?.weightBps ?? 0)), 0)
      expect(moved).toBe(increases)
    }),
    { numRuns: 60 },
  )
})
