import { binOf } from '@/lib/stats/drift/bin-of'
import type { CategoricalFeature, FeatureSpec, NumericFeature } from './binning-spec'
import { toFixedPoint } from './fixed-point'
import type { FeatureValue } from './prediction-row'

export const MISSING = 0xff
export const TYPE_ERROR = 0xfe
export const NON_FINITE = 0xfd

export interface Binned {
  /** Bin, or one of MISSING, TYPE_ERROR, NON_FINITE. */
  bin: number
  q: number
  clamped: boolean
  outOfRange: boolean
}

/** A frozen feature, ready to bin: look-ups are built once per spec. */
export interface FeatureBinner {
  name: string
  bins: number
  numeric: boolean
  bin(value: FeatureValue | undefined): Binned
}

const LOST = (bin: number): Binned => ({ bin, q: 0, clamped: false, outOfRange: false })
const IS_MISSING = LOST(MISSING)
const IS_TYPE_ERROR = LOST(TYPE_ERROR)

export function featureBinner(feature: FeatureSpec): FeatureBinner {
  return feature.kind === 'numeric' ? numericBinner(feature) : categoricalBinner(feature)
}

function numericBinner(feature: NumericFeature): FeatureBinner {
  const { cuts, center, unitExp, refMin, refMax } = feature
  return {
    name: feature.name,
    bins: cuts.length + 1,
    numeric: true,
    bin(value) {
      if (value === null || value === undefined) return IS_MISSING
      if (typeof value !== 'number') return IS_TYPE_ERROR
      const { q, clamped } = toFixedPoint(value, center, unitExp)
      return { bin: binOf({ cuts, x: value }), q, clamped, outOfRange: value < refMin || value > refMax }
    },
  }
}

/** Vector: the frequent categories, then `other` (rare in the reference), then `new` (never seen there). */
function categoricalBinner(feature: CategoricalFeature): FeatureBinner {
  const position = new Map(feature.top.map((name, index) => [name, LOST(index)]))
  const known = new Set(feature.known)
  const other = LOST(feature.top.length)
  const unseen = LOST(feature.top.length + 1)
  return {
    name: feature.name,
    bins: feature.top.length + 2,
    numeric: false,
    bin(value) {
      if (value === null || value === undefined) return IS_MISSING
      if (typeof value === 'object') return IS_TYPE_ERROR
      const name = typeof value === 'string' ? value : typeof value === 'boolean' ? String(value) : String(value + 0)
      return position.get(name) ?? (known.has(name) || feature.tailTruncated ? other : unseen)
    },
  }
}
