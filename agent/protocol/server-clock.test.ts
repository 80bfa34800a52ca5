import { expect, test } from 'vitest'
import { ServerClock } from './server-clock'

const iso = (ms: number) => new Date(ms).toISOString()

test('it is never earlier than what the control plane last said, however little it lags', () => {
  const clock = new ServerClock()
  for (const lagMs of [5, 120, 480, 90_000]) {
    const said = Math.floor(clock.nowMs()) + lagMs
    clock.learn(iso(said))
    expect(clock.nowMs()).toBeGreaterThanOrEqual(said)
    expect(clock.nowMs()).toBeLessThan(said + 1000)
  }
})

test('the time that an answer was under way is not followed; a real difference is', () => {
  const clock = new ServerClock()
  const before = clock.nowMs()
  clock.learn(iso(before - 300))
  expect(clock.nowMs()).toBeGreaterThanOrEqual(before)
  clock.learn(iso(before - 60_000))
  expect(clock.nowMs()).toBeLessThan(before - 50_000)
})

test('what is no time changes nothing', () => {
  const clock = new ServerClock()
  const before = clock.nowMs()
  clock.learn('yesterday')
  expect(clock.nowMs()).toBeGreaterThanOrEqual(before)
})
