import type { DriftMatrix, DriftView } from '@/lib/monitoring/contract'

type Cell = DriftMatrix['rows'][number]['cells'][number]
type Verdict = Cell['verdict']

export const VERDICT_WORD: Record<Verdict, string> = {
  CHANGE: 'changed',
  NO_CHANGE: 'no change',
  CANNOT_TELL: 'cannot tell',
  NO_DATA: 'no data',
}

/** 0..5 on the sequential scale: how large the effect is beside its floor. */
export function heatLevel(ratio: number | null): number {
  if (ratio === null) return 0
  const steps = [0.25, 0.5, 1, 2, 4]
  return steps.filter((step) => ratio >= step).length
}

/** One sentence over all features. */
export function describeDrift(drift: DriftView): string {
  const of = (verdict: Verdict) => drift.features.filter((feature) => feature.verdict === verdict)
  const changed = of('CHANGE').sort((a, b) => (b.effect ?? 0) / b.floor - (a.effect ?? 0) / a.floor)
  const unsure = of('CANNOT_TELL').length + of('NO_DATA').length
  const total = drift.features.length
  if (drift.reference === null) return 'There is nothing to compare with: this version has no training reference.'
  if (total === 0) return 'No feature is captured here yet.'
  const tail = unsure === 0 ? '' : ` For ${unsure} of ${total} it cannot be told yet.`
  if (changed.length === 0)
    return unsure === total
      ? 'There is not enough data yet to tell whether anything drifted.'
      : `No feature drifted from the training data.${tail}`
  const first = changed
    .slice(0, 3)
    .map((feature) => feature.feature)
    .join(', ')
  return `${changed.length} of ${total} features drifted from the training data, most of all ${first}.${tail}`
}

/** The same in two words, for a row of a list; `state` names the look. */
export function describeDriftChip(drift: DriftView): { state: string; words: string } {
  const count = (verdict: Verdict) => drift.features.filter((feature) => feature.verdict === verdict).length
  if (drift.reference === null) return { state: 'INSUFFICIENT', words: 'no reference' }
  const changed = count('CHANGE')
  if (changed > 0) return { state: 'HELD', words: `${changed} of ${drift.features.length} features` }
  if (count('NO_CHANGE') === 0) return { state: 'INSUFFICIENT', words: 'cannot tell yet' }
  return { state: 'DONE', words: 'none' }
}
