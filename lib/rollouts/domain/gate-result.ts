/** PASS: evidence of no harm. HARM: evidence of harm. WAIT: cannot tell yet. Missing data is never PASS. */
export type GateOutcome = 'PASS' | 'HARM' | 'WAIT'

export interface GateResult {
  id: string
  metric: 'error-rate' | 'latency-p95'
  outcome: GateOutcome
  enforced: boolean
  /** error rate as a proportion, latency in milliseconds; null when it cannot be estimated. */
  stable: number | null
  candidate: number | null
  /** Candidate minus stable (error rate), with its always-valid interval; null for latency, which is judged by an e-value. */
  difference: { estimate: number; lower: number; upper: number } | null
  pValue: number | null
  margin: number
  n: { stable: number; candidate: number }
  minRequests: number
  method: string
  /** What would change the outcome, for a person. */
  why: string
}

/** Totals of one variant in one step: counts, and latency as lat5s.v1 bucket counts. */
export interface VariantTotals {
  requests: number
  /** Requests that count for the error rate: all but client errors and cancelled ones. */
  judged: number
  failures: number
  latencyCounts: readonly number[]
}
