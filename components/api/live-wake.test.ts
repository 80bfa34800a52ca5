import { describe, expect, it } from 'vitest'
import { reconnectDelayMs, roomOfWake, roomsToRefresh, wakeDelayMs } from './live-wake'

describe('live wake', () => {
  it('names the room and survives anything else', () => {
    expect(roomOfWake('{"room":"rollouts"}')).toBe('rollouts')
    expect(roomOfWake('{"room":""}')).toBeNull()
    expect(roomOfWake('not json')).toBeNull()
  })
  it('waits longer with every attempt, never more than 15 s', () => {
    expect([0, 1, 2, 10].map(reconnectDelayMs)).toEqual([1000, 2000, 4000, 15_000])
  })
  it('wakes the deployment pages when an agent reports, sooner than a stream of predictions does', () => {
    expect(roomsToRefresh('agents')).toContain('rollouts')
    expect(wakeDelayMs('rollouts')).toBeLessThan(wakeDelayMs('monitoring'))
  })
})
