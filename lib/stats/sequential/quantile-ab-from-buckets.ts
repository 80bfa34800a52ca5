import { alphaProblem } from '../input/alpha-problem'
import { finiteProblem } from '../input/finite-problem'
import { firstProblem } from '../input/first-problem'
import { histogramProblem } from '../input/histogram-problem'
import { invalid, type Method, ok, type Result, refuse } from '../result'
import { compensatedSum } from '../sums/compensated-sum'
import { pValueOf } from './p-value-of'
import { quantileEvidence } from './quantile-evidence'

const METHOD: Method = {
  method: 'sequential.quantileAbFromBuckets',
  version: 1,
  assumptions: ['EXACT', 'INDEPENDENT_UNITS', 'SHARED_BINS'],
}

/**
 * `quantileAbPValue` from bucket counts (Howard and Ramdas 2022): within a bucket the count below x may be anything
 * between the cumulative counts without and with the bucket, so the least evidence there is taken. Pessimistic, and
 * still valid at every look.
 */
export function quantileAbFromBuckets({
  p,
  tOpt,
  a,
  b,
}: {
  p: number
  tOpt: number
  a: readonly number[]
  b: readonly number[]
}): Result<{ minLogE: number; pValue: number }> {
  const n = { a: compensatedSum(a), b: compensatedSum(b) }
  const problem = firstProblem(
    finiteProblem(tOpt),
    alphaProblem(p),
    histogramProblem({ ref: a, cur: b, integers: true }),
  )
  if (problem) return refuse(METHOD, n, problem)
  if (tOpt <= 0) return invalid(METHOD, n, 'COUNT_OUT_OF_RANGE')
  const evidenceA = quantileEvidence({ p, tOpt, n: n.a })
  const evidenceB = quantileEvidence({ p, tOpt, n: n.b })
  let belowA = 0
  let belowB = 0
  let minLogE = Number.POSITIVE_INFINITY
  for (const [bucket, inA] of a.entries()) {
    const inB = b[bucket] ?? 0
    minLogE = Math.min(minLogE, evidenceA(belowA, belowA + inA) + evidenceB(belowB, belowB + inB))
    belowA += inA
    belowB += inB
  }
  return ok(METHOD, n, { minLogE, pValue: pValueOf(minLogE) })
}
