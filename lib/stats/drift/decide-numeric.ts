import { alphaProblem } from '../input/alpha-problem'
import { finiteProblem } from '../input/finite-problem'
import { firstProblem } from '../input/first-problem'
import { sketchProblem } from '../input/sketch-problem'
import { insufficient, invalid, type Method, ok, type Result, refuse } from '../result'
import { compensatedSum } from '../sums/compensated-sum'
import { chiSquareOfTable } from '../table/chi-square-of-table'
import type { NumericSketch } from './cut'
import { ksOfCounts } from './ks-of-counts'
import { mergeGroups } from './merge-groups'
import { wassersteinOfSketches } from './wasserstein-of-sketches'

const METHOD: Method = { method: 'drift.decideNumeric', version: 1, assumptions: ['SHARED_BINS', 'INDEPENDENT_UNITS'] }
const FEWEST_ROWS = 160

export interface NumericDecision {
  decision: 'drift' | 'no-drift'
  effect: number
  pValue: number
  pChiSquare: number
  /** `null` for a constant reference, where on or off the value is all there is to test. */
  pKs: number | null
  groups: number
}

/**
 * Default numeric rule: drift iff the effect W1/sigma reaches the floor and min(1, 2 min(p of chi-square on merged
 * groups, p of Kolmogorov-Smirnov on all bins)) < alpha (Bonferroni over the two). Alone, chi-square loses shifts and
 * KS loses changes of scale. For a constant reference the effect is the share of rows off its value.
 * Fewer than 160 current rows: `insufficient / TOO_FEW_ROWS`. Sketches of different specs: `SPEC_MISMATCH`.
 */
export function decideNumeric({
  ref,
  cur,
  standardDeviation,
  alpha,
  floor,
}: {
  ref: NumericSketch & { readonly specHash?: string }
  cur: NumericSketch & { readonly specHash?: string }
  standardDeviation: number
  alpha: number
  floor: number
}): Result<NumericDecision> {
  const n = { ref: compensatedSum(ref.counts), cur: compensatedSum(cur.counts) }
  const problem = firstProblem(
    finiteProblem(standardDeviation, floor),
    alphaProblem(alpha),
    sketchProblem({ ref, cur }),
  )
  if (problem?.status === 'invalid' || n.ref === 0) return refuse(METHOD, n, problem ?? NO_DATA)
  if (ref.specHash !== cur.specHash) return invalid(METHOD, n, 'SPEC_MISMATCH')
  if (standardDeviation < 0) return invalid(METHOD, n, 'NUMERICAL_FAILURE')
  if (n.cur < FEWEST_ROWS) return insufficient(METHOD, n, 'TOO_FEW_ROWS')
  const decide = (effect: number, pValue: number) => (effect >= floor && pValue < alpha ? 'drift' : 'no-drift')
  if (standardDeviation === 0) {
    const { effect, pValue } = offReference(ref.counts, cur.counts)
    const decision = decide(effect, pValue)
    return ok(METHOD, n, { decision, effect, pValue, pChiSquare: pValue, pKs: null, groups: 1 })
  }
  const merged = mergeGroups({ refCounts: ref.counts })
  if (merged.status !== 'ok') return refuse(METHOD, n, merged)
  const table = [ref.counts, cur.counts].map((counts) =>
    merged.value.groups.map(([first, last]) => compensatedSum(counts.slice(first, last + 1))),
  )
  const effect = wassersteinOfSketches({ ref, cur }) / standardDeviation
  const pChiSquare = chiSquareOfTable({ table, continuity: false }).pValue
  const pKs = ksOfCounts({ ref: ref.counts, cur: cur.counts }).pValue
  const pValue = Math.min(1, 2 * Math.min(pChiSquare, pKs))
  const groups = merged.value.groups.length
  return ok(METHOD, n, { decision: decide(effect, pValue), effect, pValue, pChiSquare, pKs, groups })
}

const NO_DATA = { status: 'insufficient', reason: 'NO_DATA' } as const

function offReference(ref: readonly number[], cur: readonly number[]): { effect: number; pValue: number } {
  const on = (counts: readonly number[]) => counts.reduce((sum, count, i) => sum + ((ref[i] ?? 0) > 0 ? count : 0), 0)
  const total = compensatedSum(cur)
  const stayed = on(cur)
  const off = total - stayed
  if (off === 0) return { effect: 0, pValue: 1 }
  const table = [
    [on(ref), 0],
    [stayed, off],
  ]
  return { effect: off / total, pValue: chiSquareOfTable({ table, continuity: false }).pValue }
}
