import type { Cut } from '@/lib/stats/drift/cut'

export type TaskType = 'binary' | 'multiclass' | 'regression' | 'none'

export interface Task {
  type: TaskType
  /** Class names in the order of the model's outputs. */
  classes: string[]
  positiveClass: string | null
  threshold: number | null
}

export interface NumericFeature {
  ordinal: number
  name: string
  kind: 'numeric'
  layout: 'num64.v1'
  cuts: Cut[]
  center: number
  unitExp: number
  sigma: number
  refMin: number
  refMax: number
}

export interface CategoricalFeature {
  ordinal: number
  name: string
  kind: 'categorical'
  layout: 'cat64.v1'
  top: string[]
  known: string[]
  tailTruncated: boolean
}

export type FeatureSpec = NumericFeature | CategoricalFeature

/** How real values of one version become bins and integers. Frozen; a digest names it. */
export interface BinningSpec {
  schema: 'slipway.binning-spec/1'
  task: Task
  features: FeatureSpec[]
  /** Bins of numeric predictions; classes need none. */
  prediction: { cuts: Cut[]; center: number; unitExp: number }
  residual: { cuts: number[]; errorExp: number; squareExp: number; fourthExp: number }
}

/** Score bins are the same for every spec, so that outcomes add up across references: (0, 1/64], ... with 0 in the first. */
export const SCORE_BINS = 64

export function scoreBin(p: number): number {
  return Math.min(SCORE_BINS - 1, Math.max(0, Math.ceil(p * SCORE_BINS) - 1))
}

/** A spec for a version that has no reference yet: traffic, scores and outcomes count; features cannot be binned. */
export function specWithoutReference(task: Task): BinningSpec {
  return {
    schema: 'slipway.binning-spec/1',
    task,
    features: [],
    prediction: { cuts: [], center: 0, unitExp: -20 },
    residual: { cuts: [], errorExp: -20, squareExp: -10, fourthExp: 0 },
  }
}
