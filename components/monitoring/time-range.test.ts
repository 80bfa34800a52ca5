import { describe, expect, it } from 'vitest'
import { rangeWindow } from './time-range'

describe('rangeWindow', () => {
  it('stays the same within a step, so that a refresh asks the same question', () => {
    const at = Date.parse('2026-03-03T14:03:01Z')
    expect(rangeWindow('1h', at)).toEqual(rangeWindow('1h', at + 5000))
    expect(rangeWindow('1h', at)).toEqual({ from: '2026-03-03T13:03:10.000Z', to: '2026-03-03T14:03:10.000Z' })
  })
  it('falls back to an hour', () => {
    expect(rangeWindow('odd', 0)).toEqual(rangeWindow('1h', 0))
  })
})
