import { describe, expect, it } from 'vitest'
import { byMetricRank, formatMetric } from './format-metric'

describe('metrics given at registration', () => {
  it('are written as counts when they are whole', () => {
    expect([29844, 4262, 0.82902, 1, 0].map(formatMetric)).toEqual([
      '29\u2009844',
      '4\u2009262',
      '0.82902',
      '1.0000',
      '0',
    ])
  })
  it('stand in the order in which they are read, counts last', () => {
    const metrics: [string, number][] = [
      ['tp', 29844],
      ['meanScore', 0.49],
      ['recall', 0.87],
      ['accuracy', 0.82],
    ]
    expect(metrics.sort(byMetricRank).map(([name]) => name)).toEqual(['accuracy', 'recall', 'meanScore', 'tp'])
  })
})
