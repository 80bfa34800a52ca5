import { describe, expect, it } from 'vitest'
import { variantStyles } from './prepare-health'

describe('variant identities on charts', () => {
  it('never gives two variants one colour', () => {
    const styles = variantStyles([
      { variantId: 'a', role: 'stable', versionNumber: 3 },
      { variantId: 'b', role: 'candidate', versionNumber: 4 },
      { variantId: 'c', role: 'retired', versionNumber: 2 },
      { variantId: 'd', role: 'retired', versionNumber: 1 },
    ])
    expect(new Set([...styles.values()].map((style) => style.color)).size).toBe(4)
    expect(styles.get('b')?.color).toBe('var(--variant-candidate)')
    expect(styles.get('a')?.label).toBe('v3 stable')
  })
})
