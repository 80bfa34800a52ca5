import { expect, test } from 'vitest'
import { lockedUntilMs } from './lock-out'

const MINUTE = 60_000

test('four failures lock nothing, the fifth within a quarter of an hour locks for a minute', () => {
  expect(lockedUntilMs([1, 2, 3, 4].map((n) => n * MINUTE))).toBe(0)
  expect(lockedUntilMs([1, 2, 3, 4, 5].map((n) => n * MINUTE))).toBe(6 * MINUTE)
})

test('failures spread over more than the window lock nothing', () => {
  expect(lockedUntilMs([0, 16, 32, 48, 64, 80].map((n) => n * MINUTE))).toBe(0)
})

test('each failure after a lock doubles it, up to an hour', () => {
  const times = [1, 2, 3, 4, 5].map((n) => n * MINUTE)
  for (const expected of [2, 4, 8, 16, 32, 60, 60]) {
    const next = lockedUntilMs(times)
    times.push(next)
    expect(lockedUntilMs(times) - next).toBe(expected * MINUTE)
  }
})

test('a quiet spell starts anew', () => {
  const times = [1, 2, 3, 4, 5].map((n) => n * MINUTE)
  expect(lockedUntilMs([...times, 60 * MINUTE])).toBeLessThan(60 * MINUTE)
})
