import { sharesOf } from './shares-of'

/** max |p - q| over the bins of two valid histograms. */
export function lInfinityDistance({ ref, cur }: { ref: readonly number[]; cur: readonly number[] }): number {
  const q = sharesOf(cur)
  return sharesOf(ref).reduce((largest, p, i) => Math.max(largest, Math.abs(p - (q[i] ?? 0))), 0)
}
