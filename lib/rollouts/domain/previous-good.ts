export interface GoodEntry {
  variantId: string
  becameAt: Date
  markedBadAt: Date | null
}

/**
 * Where one click back leads: the newest good version that became stable before what serves now. Going back twice goes further
 * back, never forward again to what was just left.
 */
export function previousGood<T extends GoodEntry>(good: readonly T[], currentVariantId: string): T | null {
  const since =
    good.find(({ variantId }) => variantId === currentVariantId)?.becameAt.getTime() ?? Number.POSITIVE_INFINITY
  return good
    .filter(
      (entry) => entry.variantId !== currentVariantId && entry.markedBadAt === null && entry.becameAt.getTime() < since,
    )
    .reduce<T | null>((best, entry) => (best === null || entry.becameAt > best.becameAt ? entry : best), null)
}
