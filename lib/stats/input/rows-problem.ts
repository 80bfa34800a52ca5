import type { Problem } from '../result'

/** Rows of equal length, all finite. */
export function rowsProblem(...tables: readonly (readonly (readonly number[])[])[]): Problem | null {
  for (const row of tables.flat()) {
    for (const value of row) {
      if (!Number.isFinite(value)) return { status: 'invalid', reason: 'NON_FINITE_INPUT' }
    }
  }
  const [first, ...others] = tables.flat()
  const uneven = others.some((row) => row.length !== first?.length)
  return uneven ? { status: 'invalid', reason: 'LENGTH_MISMATCH' } : null
}
