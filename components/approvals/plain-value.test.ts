import { describe, expect, it } from 'vitest'
import { plainTerm, plainValue } from './plain-value'

describe('stored values for people', () => {
  it('turns paths and keys into words', () => {
    expect(plainTerm('/steps/0/candidateBps')).toBe('Steps 0 candidate bps')
    expect(plainTerm('rollback-readiness')).toBe('Rollback readiness')
  })
  it('never shows undefined or [object Object]', () => {
    expect(plainValue(undefined)).toBe('none')
    expect(plainValue({ a: 1 })).toBe('{"a":1}')
  })
})
