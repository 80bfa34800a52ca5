export interface ForestInput {
  id: string
  label: string
  /** Difference candidate − stable with its interval; null when it cannot be told yet. */
  difference: { value: number; lower: number | null; upper: number | null } | null
  /** Beyond this on the bad side it is harm; null when the metric guards nothing. */
  harmMargin: number | null
  higherIsBetter: boolean
  n?: string
  note?: string
}

export interface ForestRow extends ForestInput {
  /** Positions 0..1 along a shared axis whose right side is always "better". */
  zero: number
  mark: number | null
  low: number
  high: number
  openLow: boolean
  openHigh: boolean
  harmEdge: number | null
  verdict: 'better' | 'worse' | 'cannot tell' | 'no harm' | 'insufficient'
}

function verdictOf(row: ForestInput, lower: number | null, upper: number | null): ForestRow['verdict'] {
  if (row.difference === null) return 'insufficient'
  if (lower !== null && lower > 0) return 'better'
  if (upper !== null && upper < 0) return 'worse'
  if (row.harmMargin !== null && lower !== null && lower > -row.harmMargin) return 'no harm'
  return 'cannot tell'
}

/** Every metric on its own scale, zero in the middle, better to the right whatever the metric's own direction. */
export function prepareForest(inputs: readonly ForestInput[]): ForestRow[] {
  return inputs.map((row) => {
    const flip = row.higherIsBetter ? 1 : -1
    const d = row.difference
    const value = d === null ? null : d.value * flip
    const lower = d === null ? null : row.higherIsBetter ? d.lower : d.upper === null ? null : -d.upper
    const upper = d === null ? null : row.higherIsBetter ? d.upper : d.lower === null ? null : -d.lower
    const reach =
      Math.max(...[value, lower, upper, row.harmMargin].map((x) => Math.abs(x ?? 0)), Number.MIN_VALUE) * 1.15
    const place = (x: number) => Math.min(1, Math.max(0, 0.5 + x / (2 * reach)))
    return {
      ...row,
      zero: 0.5,
      mark: value === null ? null : place(value),
      low: lower === null ? 0 : place(lower),
      high: upper === null ? 1 : place(upper),
      openLow: lower === null,
      openHigh: upper === null,
      harmEdge: row.harmMargin === null ? null : place(-row.harmMargin),
      verdict: verdictOf(row, lower, upper),
    }
  })
}
