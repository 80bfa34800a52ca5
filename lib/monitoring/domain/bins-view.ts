import type { BinningSpec, FeatureSpec } from './binning-spec'
import { SCORE_BINS } from './binning-spec'

export interface BinView {
  label: string
  from: number | null
  to: number | null
  count: number
}

type Cut = readonly [value: number, side: 0 | 1]

function short(x: number): string {
  return String(Number(x.toPrecision(6)))
}

/** Ranges of num64.v1: bin i lies between cut i - 1 and cut i; two cuts at one value make a point. */
export function numericBins(cuts: readonly Cut[], counts: readonly number[]): BinView[] {
  return counts.map((count, i) => {
    const from = cuts[i - 1]?.[0] ?? null
    const to = cuts[i]?.[0] ?? null
    const label =
      from === null
        ? to === null
          ? 'all values'
          : `below ${short(to)}`
        : to === null
          ? `above ${short(from)}`
          : from === to
            ? short(from)
            : `${short(from)} to ${short(to)}`
    return { label, from, to, count }
  })
}

export function categoricalBins(top: readonly string[], counts: readonly number[]): BinView[] {
  const name = (i: number) => top[i] ?? (i === top.length ? 'other' : 'new')
  return counts.map((count, i) => ({ label: name(i), from: null, to: null, count }))
}

export function featureBins(feature: FeatureSpec, counts: readonly number[]): BinView[] {
  return feature.kind === 'numeric' ? numericBins(feature.cuts, counts) : categoricalBins(feature.top, counts)
}

/** Distribution of predictions: classes, or ranges of a numeric prediction. */
export function predictionBins(spec: BinningSpec, counts: readonly number[]): BinView[] {
  if (spec.task.classes.length === 0) return numericBins(spec.prediction.cuts, counts)
  return spec.task.classes.map((label, i) => ({ label, from: null, to: null, count: counts[i] ?? 0 }))
}

/** Sixteen equal score ranges from the 64 stored ones of both predicted classes. */
export function scoreBins(n: Float64Array): BinView[] {
  if (n.length === 0) return []
  const groups = 16
  const width = SCORE_BINS / groups
  return Array.from({ length: groups }, (_, group) => {
    let count = 0
    for (let bin = group * width; bin < (group + 1) * width; bin += 1)
      count += (n[bin] ?? 0) + (n[SCORE_BINS + bin] ?? 0)
    const from = group / groups
    const to = (group + 1) / groups
    return { label: `${short(from)} to ${short(to)}`, from, to, count }
  })
}
