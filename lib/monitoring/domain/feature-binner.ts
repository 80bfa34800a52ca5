import type { CategoricalFeature, FeatureSpec, NumericFeature } from './binning-spec'
import { compileCuts } from './compiled-cuts'
import { FIXED_LIMIT, quantize } from './fixed-point'
import type { FeatureValue } from './prediction-row'

export const MISSING = 0xff
export const TYPE_ERROR = 0xfe
export const NON_FINITE = 0xfd

/** A frozen feature, ready to bin. What `bin` finds besides the bin stays in the fields until the next call: no object per value. */
export interface FeatureBinner {
  readonly name: string
  readonly bins: number
  readonly numeric: boolean
  /** Fixed-point value of the last call. */
  q: number
  clamped: boolean
  outOfRange: boolean
  /** Bin, or one of MISSING, TYPE_ERROR, NON_FINITE. */
  bin(value: FeatureValue | undefined): number
}

export function featureBinner(feature: FeatureSpec): FeatureBinner {
  return feature.kind === 'numeric' ? numericBinner(feature) : categoricalBinner(feature)
}

function numericBinner(feature: NumericFeature): FeatureBinner {
  const { center, refMin, refMax } = feature
  const unit = 2 ** feature.unitExp
  const binOf = compileCuts(feature.cuts)
  const binner: FeatureBinner = {
    name: feature.name,
    bins: feature.cuts.length + 1,
    numeric: true,
    q: 0,
    clamped: false,
    outOfRange: false,
    bin(value) {
      binner.q = 0
      binner.clamped = false
      binner.outOfRange = false
      if (value === null || value === undefined) return MISSING
      if (typeof value !== 'number') return TYPE_ERROR
      binner.q = quantize(value, center, unit, FIXED_LIMIT)
      binner.clamped = binner.q === FIXED_LIMIT || binner.q === -FIXED_LIMIT
      binner.outOfRange = value < refMin || value > refMax
      return binOf(value)
    },
  }
  return binner
}

/** Vector: the frequent categories, then `other` (rare in the reference), then `new` (never seen there). */
function categoricalBinner(feature: CategoricalFeature): FeatureBinner {
  const position = new Map(feature.top.map((name, index) => [name, index]))
  const known = new Set(feature.known)
  const other = feature.top.length
  // Codes are the usual case; looking them up as numbers saves a text per value.
  const byNumber = new Map(
    feature.top
      .map((name, index): [number, number] => [Number(name), index])
      .filter(([x]) => isOwnText(x, feature.top)),
  )
  return {
    name: feature.name,
    bins: feature.top.length + 2,
    numeric: false,
    q: 0,
    clamped: false,
    outOfRange: false,
    bin(value) {
      if (value === null || value === undefined) return MISSING
      if (typeof value === 'object') return TYPE_ERROR
      if (typeof value === 'number') {
        const index = byNumber.get(value + 0)
        if (index !== undefined) return index
      }
      const name = typeof value === 'number' ? String(value + 0) : String(value)
      return position.get(name) ?? (known.has(name) || feature.tailTruncated ? other : other + 1)
    },
  }
}

/** Whether the shortest text of a number is one of the categories itself ("1", not "1.0"). */
function isOwnText(x: number, top: readonly string[]): boolean {
  return Number.isFinite(x) && top.includes(String(x))
}
