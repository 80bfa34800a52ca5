import { finiteProblem } from '../input/finite-problem'
import { firstProblem } from '../input/first-problem'
import { sketchProblem } from '../input/sketch-problem'
import { invalid, type Method, ok, type Result, refuse } from '../result'
import { compensatedSum } from '../sums/compensated-sum'
import type { NumericSketch } from './cut'
import { wassersteinOfSketches } from './wasserstein-of-sketches'

const METHOD: Method = { method: 'drift.wassersteinFromBins', version: 1, assumptions: ['SHARED_BINS'] }

/**
 * 1-Wasserstein (earth mover's) distance from bin counts and sums, in the feature's unit, and normalised by `scale`
 * (the reference standard deviation). A scale of 0 is `ZERO_DENOMINATOR`: a constant reference has no unit of spread.
 */
export function wassersteinFromBins({
  ref,
  cur,
  scale,
}: {
  ref: NumericSketch
  cur: NumericSketch
  scale: number
}): Result<{ w1: number; normalized: number }> {
  const n = { ref: compensatedSum(ref.counts), cur: compensatedSum(cur.counts) }
  const problem = firstProblem(finiteProblem(scale), sketchProblem({ ref, cur }))
  if (problem) return refuse(METHOD, n, problem)
  if (scale <= 0) return invalid(METHOD, n, 'ZERO_DENOMINATOR')
  const w1 = wassersteinOfSketches({ ref, cur })
  return ok(METHOD, n, { w1, normalized: w1 / scale })
}
