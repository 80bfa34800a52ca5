import { decideCategorical } from '@/lib/stats/drift/decide-categorical'
import { decideNumeric } from '@/lib/stats/drift/decide-numeric'
import { mergeGroups } from '@/lib/stats/drift/merge-groups'
import { minimumDetectableJs } from '@/lib/stats/drift/minimum-detectable-js'
import { minimumDetectableShift } from '@/lib/stats/drift/minimum-detectable-shift'
import { psi } from '@/lib/stats/drift/psi'
import { psiNoise } from '@/lib/stats/drift/psi-noise'
import { benjaminiHochberg } from '@/lib/stats/multiplicity/benjamini-hochberg'
import type { CategoricalFeature, FeatureSpec, NumericFeature } from './binning-spec'
import type { ReferenceHistogram } from './build-reference'
import { FEATURE } from './kinds'

export const DRIFT_RULE = { floor: 0.1, q: 0.05, power: 0.8 }

export type DriftVerdict = 'CHANGE' | 'NO_CHANGE' | 'CANNOT_TELL' | 'NO_DATA'

export interface FeatureDrift {
  feature: string
  kind: 'numeric' | 'categorical'
  effectKind: 'w1' | 'js'
  verdict: DriftVerdict
  reason: string | null
  effect: number | null
  floor: number
  p: number | null
  pAdjusted: number | null
  psi: number | null
  /** PSI that sampling alone exceeds in one of twenty windows. */
  psiNoise: number | null
  /** Smallest shift (numeric: in reference standard deviations; categorical: JS distance) that this window would find. */
  mde: number | null
  nRef: number
  nCur: number
  method: string
}

export interface CurrentHistogram {
  n: Float64Array
  s: Float64Array
  c: Float64Array
}

/** Groups of neighbouring bins with about equal reference counts: what PSI and charts use. */
export function groupsOf(counts: readonly number[]): [first: number, last: number][] {
  const merged = mergeGroups({ refCounts: counts })
  return merged.status === 'ok' ? merged.value.groups : []
}

export function grouped(counts: readonly number[], groups: readonly [number, number][]): number[] {
  return groups.map(([first, last]) => counts.slice(first, last + 1).reduce((sum, count) => sum + count, 0))
}

/** One window of every feature against the reference; the p-values of the window are one family. */
export function judgeDrift(
  features: readonly FeatureSpec[],
  references: readonly ReferenceHistogram[],
  current: readonly CurrentHistogram[],
): FeatureDrift[] {
  const judged = features.map((feature, i) => {
    const ref = references[i]
    const cur = current[i]
    if (ref === undefined || cur === undefined || cur.n.length === 0) return withoutData(feature, sum(ref?.n ?? []))
    return feature.kind === 'numeric' ? numeric(feature, ref, cur) : categorical(feature, ref, cur)
  })
  const tested = judged.filter((drift) => drift.p !== null)
  const adjusted = benjaminiHochberg({ pValues: tested.map(({ p }) => p ?? 1), q: DRIFT_RULE.q })
  tested.forEach((drift, i) => {
    drift.pAdjusted = adjusted.status === 'ok' ? (adjusted.value.adjusted[i] ?? null) : null
    settle(drift)
  })
  return judged
}

/** CHANGE needs effect and evidence; NO_CHANGE needs a window that would have found a change. */
function settle(drift: FeatureDrift): void {
  const { effect, pAdjusted, floor, mde } = drift
  if (effect === null || pAdjusted === null) return
  if (effect >= floor && pAdjusted < DRIFT_RULE.q) drift.verdict = 'CHANGE'
  else if (mde !== null && mde <= floor) drift.verdict = 'NO_CHANGE'
  else {
    drift.verdict = 'CANNOT_TELL'
    drift.reason = 'mde_above_floor'
  }
}

function sum(counts: Iterable<number>): number {
  let total = 0
  for (const count of counts) total += count
  return total
}

function withoutData(feature: FeatureSpec, nRef: number): FeatureDrift {
  return { ...blank(feature, nRef, 0), verdict: 'NO_DATA', reason: 'no_rows' }
}

function blank(feature: FeatureSpec, nRef: number, nCur: number): FeatureDrift {
  const effectKind = feature.kind === 'numeric' ? 'w1' : 'js'
  const empty = { effect: null, p: null, pAdjusted: null, psi: null, psiNoise: null, mde: null }
  return {
    feature: feature.name,
    kind: feature.kind,
    effectKind,
    verdict: 'CANNOT_TELL',
    reason: null,
    floor: DRIFT_RULE.floor,
    ...empty,
    nRef,
    nCur,
    method: '',
  }
}

function numeric(feature: NumericFeature, ref: ReferenceHistogram, cur: CurrentHistogram): FeatureDrift {
  const counts = [...cur.n]
  const drift = blank(feature, sum(ref.n), sum(counts))
  if (drift.nCur === 0) return { ...drift, verdict: 'NO_DATA', reason: 'no_rows' }
  const real = (n: readonly number[], s: ArrayLike<number>) =>
    n.map((count, i) => feature.center * count + 2 ** feature.unitExp * (s[i] ?? 0))
  const decision = decideNumeric({
    ref: { counts: ref.n, sums: real(ref.n, ref.s) },
    cur: { counts, sums: real(counts, cur.s) },
    standardDeviation: feature.sigma,
    alpha: DRIFT_RULE.q,
    floor: DRIFT_RULE.floor,
  })
  const groups = groupsOf(ref.n)
  Object.assign(drift, psiOf(grouped(ref.n, groups), grouped(counts, groups)), {
    method: `${decision.method}@${decision.version}`,
  })
  if (decision.status !== 'ok') return { ...drift, reason: decision.reason }
  const below = cumulativeShares(ref.n)
  const mde = minimumDetectableShift({
    cutValues: feature.cuts.map(([value]) => value),
    referenceShareBelow: below,
    standardDeviation: feature.sigma,
    n: drift.nRef,
    m: drift.nCur,
    alpha: DRIFT_RULE.q,
    power: DRIFT_RULE.power,
  })
  return {
    ...drift,
    effect: decision.value.effect,
    p: decision.value.pValue,
    mde: mde.status === 'ok' ? mde.value.shiftInSd : null,
  }
}

/** Share of reference rows that lie below each cut. */
function cumulativeShares(counts: readonly number[]): number[] {
  const total = sum(counts)
  let below = 0
  return counts.slice(0, -1).map((count) => {
    below += count
    return Math.min(1, below / total)
  })
}

function categorical(feature: CategoricalFeature, ref: ReferenceHistogram, cur: CurrentHistogram): FeatureDrift {
  const counts = [...cur.n]
  const drift = blank(feature, sum(ref.n), sum(counts))
  if (drift.nCur === 0) return { ...drift, verdict: 'NO_DATA', reason: 'no_rows' }
  const decision = decideCategorical({ ref: ref.n, cur: counts, alpha: DRIFT_RULE.q, floor: DRIFT_RULE.floor })
  Object.assign(drift, psiOf(ref.n, counts), { method: `${decision.method}@${decision.version}` })
  if (decision.status !== 'ok') return { ...drift, reason: decision.reason }
  const present = ref.n.filter((count, i) => count + (counts[i] ?? 0) > 0).length
  const mde = minimumDetectableJs({
    df: Math.max(1, present - 1),
    n: drift.nRef,
    m: drift.nCur,
    alpha: DRIFT_RULE.q,
    power: DRIFT_RULE.power,
  })
  return {
    ...drift,
    effect: decision.value.effect,
    p: decision.value.pValue,
    mde: mde.status === 'ok' ? mde.value.jsDistance : null,
  }
}

function psiOf(ref: readonly number[], cur: readonly number[]): { psi: number | null; psiNoise: number | null } {
  const value = psi({ ref, cur })
  const bins = ref.filter((count, i) => count + (cur[i] ?? 0) > 0).length
  const noise = psiNoise({ n: sum(ref), m: sum(cur), bins: Math.max(2, bins), alpha: DRIFT_RULE.q })
  return {
    psi: value.status === 'ok' ? value.value.psi : null,
    psiNoise: noise.status === 'ok' ? noise.value.threshold : null,
  }
}

/** Missing and malformed values as a share of rows. */
export function lostShares(c: ArrayLike<number>): { missing: number | null; typeError: number | null } {
  const rows = c[FEATURE.rows] ?? 0
  if (rows === 0) return { missing: null, typeError: null }
  return {
    missing: (c[FEATURE.missing] ?? 0) / rows,
    typeError: ((c[FEATURE.typeError] ?? 0) + (c[FEATURE.nonFinite] ?? 0)) / rows,
  }
}
