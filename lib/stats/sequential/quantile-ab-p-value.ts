import { alphaProblem } from '../input/alpha-problem'
import { finiteProblem } from '../input/finite-problem'
import { firstProblem } from '../input/first-problem'
import { samplesProblem } from '../input/samples-problem'
import { invalid, type Method, ok, type Result, refuse } from '../result'
import { pooledSteps } from '../two-sample/pooled-steps'
import { pValueOf } from './p-value-of'
import { quantileEvidence } from './quantile-evidence'

const METHOD: Method = {
  method: 'sequential.quantileAbPValue',
  version: 1,
  assumptions: ['EXACT', 'INDEPENDENT_UNITS'],
}

/**
 * Always-valid test that two arms share their p-quantile (Howard and Ramdas 2022): were x the quantile of both, neither
 * arm's e-process could be large, so the evidence is the least sum over all candidates x. O(n log n).
 */
export function quantileAbPValue({
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
  const n = { a: a.length, b: b.length }
  const problem = firstProblem(finiteProblem(tOpt), alphaProblem(p), samplesProblem({ a, b }))
  if (problem) return refuse(METHOD, n, problem)
  if (tOpt <= 0) return invalid(METHOD, n, 'COUNT_OUT_OF_RANGE')
  const evidenceA = quantileEvidence({ p, tOpt, n: n.a })
  const evidenceB = quantileEvidence({ p, tOpt, n: n.b })
  const minLogE = pooledSteps({ a, b }).reduce(
    (least, { atA, upToA, atB, upToB }) =>
      Math.min(least, evidenceA(upToA - atA, upToA) + evidenceB(upToB - atB, upToB)),
    Number.POSITIVE_INFINITY,
  )
  return ok(METHOD, n, { minLogE, pValue: pValueOf(minLogE) })
}
