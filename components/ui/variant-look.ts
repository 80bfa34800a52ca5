export type VariantRole = 'stable' | 'candidate' | 'shadow'

export interface VariantLook {
  /** A CSS colour that follows the theme. */
  color: string
  dash: string | undefined
  word: string
}

const FURTHER = ['var(--variant-3)', 'var(--variant-4)', 'var(--variant-5)']

/** A variant keeps one identity in every chart, table and badge; `ordinal` counts candidates from 0. */
export function variantLook(role: VariantRole, ordinal = 0): VariantLook {
  if (role === 'stable') return { color: 'var(--variant-stable)', dash: undefined, word: 'stable' }
  if (role === 'shadow') return { color: 'var(--variant-shadow)', dash: '4 3', word: 'shadow' }
  const color =
    ordinal === 0 ? 'var(--variant-candidate)' : (FURTHER[(ordinal - 1) % FURTHER.length] ?? 'var(--variant-3)')
  return { color, dash: undefined, word: 'candidate' }
}
