/** A figure with its interval and size; `value` null means that it cannot be estimated, and `reason` says why. */
export interface Estimate {
  value: number | null
  low: number | null
  high: number | null
  n: number
  reason: string | null
}

export function notEstimable(n: number, reason: string): Estimate {
  return { value: null, low: null, high: null, n, reason }
}

export const ALPHA = 0.05

/** Smallest sizes below which a figure is not shown. */
export const FEWEST = { accuracy: 100, precision: 30, recall: 30, regression: 100 }
