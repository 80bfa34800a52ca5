/** What a rollup row counts; the number is its key in the database. */
export const KIND = {
  traffic: 1,
  latency: 2,
  feature: 3,
  prediction: 4,
  score: 5,
  outcome: 6,
  residual: 7,
  delay: 8,
} as const
export type Kind = (typeof KIND)[keyof typeof KIND]

/** Positions in the counter vector of `traffic`. */
export const TRAFFIC = {
  requests: 0,
  ok: 1,
  clientErrors: 2,
  serverErrors: 3,
  timeouts: 4,
  cancelled: 5,
  shed: 6,
  noResponse: 7,
  requestBytes: 8,
  responseBytes: 9,
  mirrored: 10,
  duplicates: 11,
  lateOver5min: 12,
  rejectedRows: 13,
} as const
export const TRAFFIC_LENGTH = 14

export const STATUSES = ['ok', 'client_error', 'server_error', 'timeout', 'cancelled', 'shed'] as const
export type Status = (typeof STATUSES)[number]
/** Traffic counter of each status, in the order of STATUSES (also the smallint stored with the row). */
export const STATUS_COUNTER = [
  TRAFFIC.ok,
  TRAFFIC.clientErrors,
  TRAFFIC.serverErrors,
  TRAFFIC.timeouts,
  TRAFFIC.cancelled,
  TRAFFIC.shed,
]

/** Latency items. */
export const LATENCY_TOTAL = 0
export const LATENCY_MODEL = 1
/** Counters of `latency`. */
export const LATENCY = { count: 0, sumMicros: 1, coarse: 2 } as const

/** Counters of `feature`, `prediction`. */
export const FEATURE = { rows: 0, missing: 1, nonFinite: 2, typeError: 3, clamped: 4, rangeViolation: 5 } as const
/** Counters of `score`. */
export const SCORE = { rows: 0, missing: 1, invalid: 2 } as const
/** Counters of `outcome`: log loss in 2^-20, its square in 2^-12. */
export const OUTCOME = { labelled: 0, logLoss: 1, logLossSquared: 2, retracted: 3, implied: 4, scored: 5 } as const
/** Counters of `residual`; sums in the units of the spec. */
export const RESIDUAL = {
  labelled: 0,
  clamped: 1,
  sumE: 2,
  sumAbsE: 3,
  sumE2: 4,
  sumE4: 5,
  sumY: 6,
  sumY2: 7,
  sumYhat: 8,
  retracted: 9,
} as const

export const SOURCES = ['live', 'batch', 'replay'] as const
export type Source = (typeof SOURCES)[number]
export const LABEL_SOURCES = ['ground_truth', 'human_review', 'implied', 'feedback'] as const
export type LabelSource = (typeof LABEL_SOURCES)[number]

export const ROLE = { stable: 1, candidate: 2, shadow: 3 } as const
export const ORIGIN = { agent: 1, declared: 2 } as const
