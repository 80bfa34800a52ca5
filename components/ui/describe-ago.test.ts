import { describe, expect, it } from 'vitest'
import { describeAgo, describeDuration } from './describe-ago'

describe('relative time', () => {
  it('uses the largest whole unit', () => {
    expect(describeDuration(999)).toBe('1 s')
    expect(describeDuration(59_400)).toBe('59 s')
    expect(describeDuration(61_000)).toBe('1 min')
    expect(describeDuration(3 * 3_600_000 + 59_000)).toBe('3 h')
    expect(describeDuration(49 * 3_600_000)).toBe('2 d')
  })
  it('tells past from future and does not flicker near now', () => {
    expect(describeAgo(10_000, 11_000)).toBe('just now')
    expect(describeAgo(0, 120_000)).toBe('2 min ago')
    expect(describeAgo(7_200_000, 0)).toBe('in 2 h')
  })
})
