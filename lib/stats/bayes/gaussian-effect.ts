import { alphaProblem } from '../input/alpha-problem'
import { finiteProblem } from '../input/finite-problem'
import { firstProblem } from '../input/first-problem'
import {
  type Assumption,
  type FixedSampleResult,
  type Interval,
  insufficient,
  invalid,
  type Method,
  ok,
  refuse,
} from '../result'
import { normalCdf } from '../special/normal-cdf'
import { normalDensity } from '../special/normal-density'
import { normalQuantile } from '../special/normal-quantile'

const METHOD: Method<Assumption> = {
  method: 'bayes.gaussianEffect',
  version: 1,
  assumptions: ['INDEPENDENT_UNITS', 'ASYMPTOTIC_NORMAL', 'FIXED_SAMPLE_ONLY'],
}

const DEFAULT_PRIOR = { mean: 0, variance: 0.09 }

export interface GaussianPosterior {
  posteriorMean: number
  posteriorSd: number
  interval: Interval
  chanceToWin: number
  lossIfKeepA: number
  lossIfChooseB: number
}

/**
 * Posterior of an effect B - A under a normal prior on the same scale (precision-weighted mean), for display only: it
 * MUST NOT gate. chanceToWin = Phi(m/s), lossIfChooseB = s phi(m/s) - m Phi(-m/s), lossIfKeepA = s phi(m/s) + m Phi(m/s).
 * Gelman et al. 2013, Bayesian Data Analysis, 2.5. A null prior is flat; left out, it is N(0, .09) on a relative effect.
 * Errors: NON_FINITE_INPUT, ALPHA_OUT_OF_RANGE, ZERO_VARIANCE, NUMERICAL_FAILURE (a negative variance).
 */
export function gaussianEffect({
  estimate,
  variance,
  prior = DEFAULT_PRIOR,
  alpha,
}: {
  estimate: number
  variance: number
  prior?: { mean: number; variance: number } | null
  alpha: number
}): FixedSampleResult<GaussianPosterior> {
  const problem = firstProblem(
    finiteProblem(estimate, variance, prior?.mean ?? 0, prior?.variance ?? 0),
    alphaProblem(alpha),
  )
  if (problem !== null) return refuse(METHOD, 1, problem)
  if (variance < 0 || (prior !== null && prior.variance < 0)) return invalid(METHOD, 1, 'NUMERICAL_FAILURE')
  if (variance === 0) return insufficient(METHOD, 1, 'ZERO_VARIANCE')
  if (prior !== null && prior.variance === 0) return invalid(METHOD, 1, 'ZERO_VARIANCE')

  // Share of the weight that the data carry; 1 under a flat prior.
  const weight = prior === null ? 1 : prior.variance / (prior.variance + variance)
  const mean = prior === null ? estimate : prior.mean + weight * (estimate - prior.mean)
  const sd = Math.sqrt(weight * variance)
  const z = mean / sd
  const radius = -normalQuantile({ p: alpha / 2 }) * sd
  const density = sd * normalDensity({ x: z })
  return ok(METHOD, 1, {
    posteriorMean: mean,
    posteriorSd: sd,
    interval: { lower: mean - radius, upper: mean + radius },
    chanceToWin: normalCdf({ x: z }),
    // Both differences cancel in the far tail, where the loss is 0 to any precision shown.
    lossIfKeepA: Math.max(0, density + mean * normalCdf({ x: z })),
    lossIfChooseB: Math.max(0, density - mean * normalCdf({ x: -z })),
  })
}
