/** Why a method gave no value. The screen text of a reason lives in the room that shows it. */
export type Reason =
  | 'NON_FINITE_INPUT'
  | 'COUNT_OUT_OF_RANGE'
  | 'ALPHA_OUT_OF_RANGE'
  | 'WEIGHTS_INVALID'
  | 'LENGTH_MISMATCH'
  | 'NO_DATA'
  | 'TOO_FEW_UNITS'
  | 'TOO_FEW_ROWS'
  | 'ZERO_VARIANCE'
  | 'ZERO_DENOMINATOR'
  | 'UNSTABLE_DENOMINATOR'
  | 'BURN_IN'
  | 'ONE_CLASS_ONLY'
  | 'NO_DISCORDANT_PAIRS'
  | 'QUANTILE_NOT_ESTIMABLE'
  | 'TRAFFIC_IN_ZERO_WEIGHT_ARM'
  | 'ZERO_EXPECTED'
  | 'EMPTY_BIN_WITHOUT_SMOOTHING'
  | 'SUPPORT_MISMATCH'
  | 'SPEC_MISMATCH'
  | 'TUNING_CHANGED'
  | 'NUMERICAL_FAILURE'

/** What must hold for a figure to mean what it says; shown under every figure. */
export type Assumption =
  | 'INDEPENDENT_UNITS'
  | 'FIXED_SPLIT_PER_PHASE'
  | 'ASYMPTOTIC_NORMAL'
  | 'EXACT'
  | 'POISSON_EVENTS'
  | 'UNITS_NOT_EVENTS'
  | 'MATURED_COHORT'
  | 'LABELS_NOT_SELECTIVE'
  | 'NO_CONCEPT_DRIFT'
  | 'CALIBRATED_SCORES'
  | 'SHARED_BINS'
  | 'WEAK_DEPENDENCE'
  | 'FIXED_SAMPLE_ONLY'

/** The assumptions a gate may rely on: everything except validity at one planned look only. */
export type PeekingSafe = Exclude<Assumption, 'FIXED_SAMPLE_ONLY'>

export type Status = 'ok' | 'insufficient' | 'invalid'
export type SampleSize = number | Readonly<Record<string, number>>

/** Identity of a formula. `version` rises with any change of formula or default, so a stored result can be replayed. */
export interface Method<A extends Assumption = PeekingSafe> {
  readonly method: string
  readonly version: number
  readonly assumptions: readonly A[]
}

export interface Meta<A extends Assumption = PeekingSafe> extends Method<A> {
  readonly n: SampleSize
}

export interface Problem {
  readonly status: 'insufficient' | 'invalid'
  readonly reason: Reason
}

/**
 * The envelope of every statistic. `Result<T>` excludes FIXED_SAMPLE_ONLY by type, so whatever accepts a `Result<T>`
 * (a gate) refuses a `FixedSampleResult<T>` at compile time.
 */
export type Result<T, A extends Assumption = PeekingSafe> = Meta<A> &
  ({ readonly status: 'ok'; readonly value: T } | Problem)
export type FixedSampleResult<T> = Result<T, Assumption>

/** `null` is unbounded on that side. */
export interface Interval {
  readonly lower: number | null
  readonly upper: number | null
}

/** Direction of the alternative hypothesis about B - A. */
export type Alternative = 'two-sided' | 'greater' | 'less'

/** `variance` is the sample variance per unit (divisor n - 1), not the variance of the mean. */
export interface Arm {
  readonly n: number
  readonly mean: number
  readonly variance: number
}

export interface Count {
  readonly successes: number
  readonly n: number
}

const NOT_FINITE = Symbol('not finite')

// JSON and equality treat -0 and 0 differently from arithmetic, so -0 is folded into 0 before a value leaves.
function sanitise(value: unknown): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : NOT_FINITE
  if (Array.isArray(value)) {
    const items: unknown[] = new Array(value.length)
    for (let i = 0; i < value.length; i++) {
      const item = sanitise(value[i])
      if (item === NOT_FINITE) return NOT_FINITE
      items[i] = item
    }
    return items
  }
  if (typeof value === 'object' && value !== null) {
    const fields: Record<string, unknown> = {}
    for (const [key, field] of Object.entries(value)) {
      const item = sanitise(field)
      if (item === NOT_FINITE) return NOT_FINITE
      fields[key] = item
    }
    return fields
  }
  return value
}

/** Wraps a value. A NaN or infinity inside it becomes `invalid / NUMERICAL_FAILURE`, so none ever leaves. */
export function ok<T, A extends Assumption>(method: Method<A>, n: SampleSize, value: T): Result<T, A> {
  const clean = sanitise(value)
  if (clean === NOT_FINITE) return refuse(method, n, { status: 'invalid', reason: 'NUMERICAL_FAILURE' })
  return { ...identify(method, n), status: 'ok', value: clean as T }
}

/** More data could give an answer. */
export function insufficient<A extends Assumption>(
  method: Method<A>,
  n: SampleSize,
  reason: Reason,
): Meta<A> & Problem {
  return refuse(method, n, { status: 'insufficient', reason })
}

/** The inputs contradict each other, or the quantity is not defined. */
export function invalid<A extends Assumption>(method: Method<A>, n: SampleSize, reason: Reason): Meta<A> & Problem {
  return refuse(method, n, { status: 'invalid', reason })
}

/** The same as `insufficient` and `invalid` for a problem found by one of the input checks. */
export function refuse<A extends Assumption>(method: Method<A>, n: SampleSize, problem: Problem): Meta<A> & Problem {
  return { ...identify(method, n), status: problem.status, reason: problem.reason }
}

function identify<A extends Assumption>(method: Method<A>, n: SampleSize): Meta<A> {
  const size = sanitise(n)
  return {
    method: method.method,
    version: method.version,
    n: size === NOT_FINITE ? 0 : (size as SampleSize),
    assumptions: method.assumptions,
  }
}
