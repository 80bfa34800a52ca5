/** One measured figure, printed as one JSON line. `ratio` is value / baseline of the same run. */
export interface Figure {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly baseline: number | null
  readonly ratio: number | null
  readonly target: number | null
  readonly n: number
  readonly min: number
  readonly median: number
  readonly max: number
}
