import { finiteListProblem } from '../input/finite-list-problem'
import { firstProblem } from '../input/first-problem'
import { insufficient, type Method, ok, type Problem, type Result, refuse } from '../result'
import { compensatedSum } from '../sums/compensated-sum'
import { logDirichletRatio } from './log-dirichlet-ratio'
import { logMultinomialCoefficient } from './log-multinomial-coefficient'
import { weightsProblem } from './weights-problem'

const METHOD: Method = {
  method: 'srm.sequential',
  version: 1,
  assumptions: ['EXACT', 'INDEPENDENT_UNITS', 'FIXED_SPLIT_PER_PHASE'],
}

/**
 * Always-valid sample-ratio check (Lindon and Malek 2022): a Dirichlet(kappa w) mixture against the multinomial of the
 * weights, batch by batch; p_t = min(p_{t-1}, M0/M1). `priorAlpha` replaces kappa w. Arms of weight 0 are left out.
 */
export function sequential({
  weights,
  batches,
  kappa = 10_000,
  priorAlpha,
}: {
  weights: readonly number[]
  batches: readonly (readonly number[])[]
  kappa?: number
  priorAlpha?: readonly number[]
}): Result<{ logM1: number[]; logM0: number[]; logBayesFactor: number[]; pValue: number[] }> {
  const n = compensatedSum(batches.flat())
  const problem = firstProblem(weightsProblem({ weights, batches }), priorProblem(weights, kappa, priorAlpha))
  if (problem) return refuse(METHOD, n, problem)
  if (batches.length === 0) return insufficient(METHOD, n, 'NO_DATA')
  const used = (values: readonly number[]) => values.filter((_, arm) => (weights[arm] ?? 0) > 0)
  const total = compensatedSum(weights)
  const shares = used(weights).map((weight) => weight / total)
  let alpha = priorAlpha === undefined ? shares.map((share) => kappa * share) : used(priorAlpha)
  const sums = { coefficient: 0, mixture: 0, plain: 0, p: 1 }
  const looks = batches.map((batch) => {
    const counts = used(batch)
    sums.coefficient += logMultinomialCoefficient(counts)
    sums.mixture += logDirichletRatio({ alpha, counts })
    sums.plain += compensatedSum(counts.map((count, arm) => count * Math.log(shares[arm] ?? 1)))
    alpha = alpha.map((a, arm) => a + (counts[arm] ?? 0))
    // The coefficient is common to both models and would cancel.
    const logBayesFactor = sums.mixture - sums.plain
    sums.p = Math.min(sums.p, Math.exp(-logBayesFactor))
    return { m1: sums.coefficient + sums.mixture, m0: sums.coefficient + sums.plain, logBayesFactor, p: sums.p }
  })
  return ok(METHOD, n, {
    logM1: looks.map(({ m1 }) => m1),
    logM0: looks.map(({ m0 }) => m0),
    logBayesFactor: looks.map(({ logBayesFactor }) => logBayesFactor),
    pValue: looks.map(({ p }) => p),
  })
}

function priorProblem(weights: readonly number[], kappa: number, prior: readonly number[] | undefined): Problem | null {
  const values = prior ?? [kappa]
  const positive = values.every((value, arm) => value > 0 || (prior !== undefined && weights[arm] === 0))
  return firstProblem(
    finiteListProblem(values),
    prior !== undefined && prior.length !== weights.length ? { status: 'invalid', reason: 'LENGTH_MISMATCH' } : null,
    positive ? null : { status: 'invalid', reason: 'WEIGHTS_INVALID' },
  )
}
