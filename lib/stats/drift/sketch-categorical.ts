import { type Method, ok, type Result } from '../result'

const METHOD: Method = { method: 'drift.sketchCategorical', version: 1, assumptions: ['EXACT'] }

export interface CategoricalSpec {
  readonly categories: readonly string[]
  readonly knownTail: readonly string[]
  /** The reference had more values than the tail keeps: an unseen value may be an old one and counts as `other`. */
  readonly tailTruncated?: boolean
}

/**
 * Counts of a column over the categories of a frozen spec. Booleans read "true" and "false", numbers their shortest
 * form. Every row is in a category, `other` (rare in the reference), `new` (never seen there), `missing` or
 * `typeErrors` (objects, NaN, infinities).
 */
export function sketchCategorical({ spec, values }: { spec: CategoricalSpec; values: readonly unknown[] }): Result<{
  counts: number[]
  other: number
  new: number
  missing: number
  typeErrors: number
}> {
  const position = new Map(spec.categories.map((name, i) => [name, i]))
  const tail = new Set(spec.knownTail)
  const counts = new Array<number>(spec.categories.length).fill(0)
  const rest = { other: 0, new: 0, missing: 0, typeErrors: 0 }
  for (const value of values) {
    if (value === null || value === undefined) {
      rest.missing++
      continue
    }
    const name = nameOf(value)
    const index = name === null ? undefined : position.get(name)
    if (name === null) rest.typeErrors++
    else if (index !== undefined) counts[index] = (counts[index] ?? 0) + 1
    else if (tail.has(name) || spec.tailTruncated === true) rest.other++
    else rest.new++
  }
  return ok(METHOD, values.length, { counts, ...rest })
}

function nameOf(value: unknown): string | null {
  if (typeof value === 'string') return value
  if (typeof value === 'boolean') return value ? 'true' : 'false'
  // -0 and 0 are one category.
  return typeof value === 'number' && Number.isFinite(value) ? String(value + 0) : null
}
