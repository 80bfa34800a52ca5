import type { Cut } from './cut'

/** Bin of a finite x: the number of cuts passed, by binary search. Bin 0 is underflow, the last bin overflow. */
export function binOf({ cuts, x }: { cuts: readonly Cut[]; x: number }): number {
  let low = 0
  let high = cuts.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const cut = cuts[middle]
    if (cut !== undefined && (x > cut[0] || (x === cut[0] && cut[1] === 0))) low = middle + 1
    else high = middle
  }
  return low
}
