import { describe, expect, it } from 'vitest'
import { headlineMetric } from './headline-metric'

describe('headlineMetric', () => {
  it('prefers well-known names, then names that contain one, then the first', () => {
    expect(headlineMetric([{ metrics: { zeta: 1, accuracy: 1 } }])).toBe('accuracy')
    expect(headlineMetric([{ metrics: { zeta: 1, test_accuracy: 1 } }])).toBe('test_accuracy')
    expect(headlineMetric([{ metrics: { zeta: 1, alpha: 1 } }])).toBe('alpha')
    expect(headlineMetric([{ metrics: {} }])).toBeNull()
  })
})
