import { describe, expect, it } from 'vitest'
import {
  formatBps,
  formatBytes,
  formatCount,
  formatInterval,
  formatNumber,
  formatPercent,
  formatSigned,
} from './format-number'

describe('numbers for people', () => {
  it('groups thousands with thin spaces', () => {
    expect(formatCount(2188)).toBe('2\u2009188')
    expect(formatCount(1234567)).toBe('1\u2009234\u2009567')
  })
  it('keeps significant digits, not decimals', () => {
    expect(formatNumber(0.012345)).toBe('0.0123')
    expect(formatNumber(12.345)).toBe('12.3')
    expect(formatNumber(12345)).toBe('12\u2009345')
    expect(formatNumber(0)).toBe('0')
    expect(formatNumber(-0.5)).toBe('−0.500')
  })
  it('says a shared unit of an interval once', () => {
    expect(formatInterval(0.803, 0.815, formatPercent)).toBe('80.3 to 81.5\u2009%')
    expect(formatInterval(1, 2, (x) => `${x} ms`)).toBe('1 to 2 ms')
    expect(formatInterval(1, 2, String)).toBe('1 to 2')
  })
  it('shows small shares finer than large ones', () => {
    expect(formatPercent(0.25)).toBe('25\u2009%')
    expect(formatPercent(0.0034)).toBe('0.34\u2009%')
    expect(formatPercent(0)).toBe('0\u2009%')
    expect(formatBps(2500)).toBe('25\u2009%')
  })
  it('always signs a difference', () => {
    expect(formatSigned(0.5)).toBe('+0.500')
    expect(formatSigned(-0.5)).toBe('−0.500')
  })
  it('names bytes in powers of ten', () => {
    expect(formatBytes(512)).toBe('512\u2009B')
    expect(formatBytes(1_500_000)).toBe('1.5\u2009MB')
  })
})
