/** A boundary between bins: a row passes (v, 0) when x >= v and (v, 1) when x > v. */
export type Cut = readonly [value: number, side: 0 | 1]

/** Bins of a numeric feature (layout num64.v1): counts and sums, one more than there are cuts. */
export interface NumericSketch {
  readonly counts: readonly number[]
  readonly sums: readonly number[]
}

/** Cuts are frozen with the reference: finite and strictly ascending by value, then side. */
export function areCutsValid(cuts: readonly Cut[]): boolean {
  return cuts.every(([value, side], i) => {
    const before = cuts[i - 1]
    const ascending = before === undefined || before[0] < value || (before[0] === value && before[1] < side)
    return Number.isFinite(value) && (side === 0 || side === 1) && ascending
  })
}
