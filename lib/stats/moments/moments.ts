/** Count, mean and sum of squared deviations: merges and subtracts without the cancellation of sums of squares. */
export interface Moments {
  readonly n: number
  readonly mean: number
  readonly m2: number
}

/** Moments of pairs (x, y); `cXY` is the sum of products of deviations. */
export interface PairMoments {
  readonly n: number
  readonly meanX: number
  readonly meanY: number
  readonly m2X: number
  readonly m2Y: number
  readonly cXY: number
}
