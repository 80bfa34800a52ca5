import { buildCategoricalSpec } from '@/lib/stats/drift/build-categorical-spec'
import { buildNumericSpec } from '@/lib/stats/drift/build-numeric-spec'
import { sampleQuantile } from '@/lib/stats/quantiles/sample-quantile'
import {
  type BinningSpec,
  type CategoricalFeature,
  type FeatureSpec,
  type NumericFeature,
  specWithoutReference,
  type Task,
} from './binning-spec'
import { featureBinner, MISSING, TYPE_ERROR } from './feature-binner'
import { unitExpFor } from './fixed-point'

export interface ReferenceHistogram {
  rows: number
  missing: number
  typeError: number
  n: number[]
  s: number[]
}

export interface BuiltReference {
  rows: number
  spec: BinningSpec
  histograms: { features: ReferenceHistogram[]; prediction: ReferenceHistogram | null }
}

export interface ReferenceInput {
  task: Task
  features: readonly { name: string; type: 'numeric' | 'categorical' }[]
  /** Columns by feature name: numbers for numeric features, texts for categorical ones, null where the row has no value. */
  columns: Readonly<Record<string, readonly (number | string | null)[]>>
  /** Values of the label, for the bins of a regression's predictions and residuals. */
  target: readonly number[] | null
}

export type ReferenceProblem = { problem: 'too_few_rows' | 'column_missing' | 'column_unusable'; column: string }

const FEWEST_ROWS = 500

/** Freezes bins from training rows and counts those rows in them. Current data never moves an edge. */
export function buildReference(input: ReferenceInput): BuiltReference | ReferenceProblem {
  const specs: FeatureSpec[] = []
  const histograms: ReferenceHistogram[] = []
  let rows = 0
  for (const [ordinal, { name, type }] of input.features.entries()) {
    const column = input.columns[name]
    if (column === undefined) return { problem: 'column_missing', column: name }
    rows = column.length
    if (rows < FEWEST_ROWS) return { problem: 'too_few_rows', column: name }
    const spec = type === 'numeric' ? numericFeature(ordinal, name, column) : categoricalFeature(ordinal, name, column)
    if (spec === null) return { problem: 'column_unusable', column: name }
    specs.push(spec)
    histograms.push(histogramOf(spec, column))
  }
  const base = specWithoutReference(input.task)
  const target =
    input.task.type === 'regression' && input.target !== null ? numericFeature(0, 'target', input.target) : null
  const regression =
    target === null
      ? {}
      : {
          prediction: { cuts: target.cuts, center: target.center, unitExp: target.unitExp },
          residual: residualSpec(target),
        }
  return {
    rows,
    spec: { ...base, ...regression, features: specs },
    histograms: {
      features: histograms,
      prediction: target === null || input.target === null ? null : histogramOf(target, input.target),
    },
  }
}

function numericFeature(
  ordinal: number,
  name: string,
  column: readonly (number | string | null)[],
): NumericFeature | null {
  const values = column.filter((x): x is number => typeof x === 'number' && Number.isFinite(x))
  const spec = buildNumericSpec({ values })
  const median = sampleQuantile({ values, p: 0.5 })
  if (spec.status !== 'ok' || median.status !== 'ok') return null
  const { cuts, min, max, standardDeviation } = spec.value
  const center = median.value.quantile
  const unitExp = unitExpFor(Math.max(max - center, center - min))
  return {
    ordinal,
    name,
    kind: 'numeric',
    layout: 'num64.v1',
    cuts,
    center,
    unitExp,
    sigma: standardDeviation,
    refMin: min,
    refMax: max,
  }
}

function categoricalFeature(
  ordinal: number,
  name: string,
  column: readonly (number | string | null)[],
): CategoricalFeature | null {
  const counts: Record<string, number> = Object.create(null)
  for (const value of column) {
    if (value === null) continue
    const text = typeof value === 'number' ? String(value + 0) : value
    counts[text] = (counts[text] ?? 0) + 1
  }
  const spec = buildCategoricalSpec({ counts })
  if (spec.status !== 'ok') return null
  const { categories, knownTail, tailTruncated } = spec.value
  return { ordinal, name, kind: 'categorical', layout: 'cat64.v1', top: categories, known: knownTail, tailTruncated }
}

function histogramOf(spec: FeatureSpec, column: readonly (number | string | null)[]): ReferenceHistogram {
  const binner = featureBinner(spec)
  const n = new Array<number>(binner.bins).fill(0)
  const s = new Array<number>(binner.numeric ? binner.bins : 0).fill(0)
  let missing = 0
  let typeError = 0
  for (const value of column) {
    const bin = binner.bin(value)
    if (bin === MISSING) missing += 1
    else if (bin === TYPE_ERROR) typeError += 1
    else {
      n[bin] = (n[bin] ?? 0) + 1
      if (binner.numeric) s[bin] = (s[bin] ?? 0) + binner.q
    }
  }
  return { rows: column.length, missing, typeError, n, s }
}

const RESIDUAL_CUTS = 65

/** Residual bins from -2 to 2 standard deviations of the label; units that keep 23 bits of an error as large as its range. */
function residualSpec(target: NumericFeature): BinningSpec['residual'] {
  const span = Math.max(target.refMax - target.refMin, Number.EPSILON)
  const cuts = Array.from({ length: RESIDUAL_CUTS }, (_, i) => target.sigma * (-2 + (4 * i) / (RESIDUAL_CUTS - 1)))
  return {
    cuts,
    errorExp: unitExpFor(span),
    squareExp: unitExpFor(span ** 2) - 7,
    fourthExp: unitExpFor(span ** 4) - 7,
  }
}
