import { describe, expect, it } from 'vitest'
import { prepareSparkline } from './prepare-sparkline'

describe('prepareSparkline', () => {
  it('breaks the line at a gap', () => {
    expect(prepareSparkline([0, 10, null, 10, 0])).toEqual(['M0 22 L25 2', 'M75 2 L100 22'])
  })
  it('draws a lone value as a dash and nothing as nothing', () => {
    expect(prepareSparkline([null, 5, null])).toEqual(['M50 2 h1'])
    expect(prepareSparkline([null, null])).toEqual([])
  })
})
