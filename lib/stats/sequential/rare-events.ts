import { finiteProblem } from '../input/finite-problem'
import { firstProblem } from '../input/first-problem'
import { sizeProblem } from '../input/size-problem'
import { invalid, type Method, ok, type Problem, type Result, refuse } from '../result'
import { compensatedSum } from '../sums/compensated-sum'
import { betaBinomialMixture } from './beta-binomial-mixture'
import { pValueOf } from './p-value-of'

const METHOD: Method = {
  method: 'sequential.rareEvents',
  version: 1,
  assumptions: ['EXACT', 'POISSON_EVENTS', 'UNITS_NOT_EVENTS', 'FIXED_SPLIT_PER_PHASE'],
}

export interface EventPhase {
  readonly canaryEvents: number
  readonly baselineEvents: number
  /** Share of the units of the phase that the candidate got. */
  readonly canaryShare: number
}

/**
 * Exact sequential test of rare events: given an event, it belongs to the candidate with probability its share of units,
 * whatever the event rate and however it moves (Przyborowski and Wilenski 1940; e-process of Howard et al. 2021). ln E
 * adds over phases. Two-sided: harm needs `direction` towards the worse side.
 */
export function rareEvents({ phases, tOpt = 100 }: { phases: readonly EventPhase[]; tOpt?: number }): Result<{
  logE: number
  pValue: number
  observed: number
  expected: number
  direction: 'canary-higher' | 'canary-lower' | 'equal'
}> {
  const observed = compensatedSum(phases.map(({ canaryEvents }) => canaryEvents))
  const n = { canary: observed, baseline: compensatedSum(phases.map(({ baselineEvents }) => baselineEvents)) }
  const problem = firstProblem(finiteProblem(tOpt), ...phases.map(phaseProblem))
  if (problem) return refuse(METHOD, n, problem)
  if (tOpt <= 0) return invalid(METHOD, n, 'COUNT_OUT_OF_RANGE')
  const logE = compensatedSum(
    phases.map(({ canaryEvents, baselineEvents, canaryShare }) =>
      betaBinomialMixture({ p: canaryShare, successes: canaryEvents, failures: baselineEvents, tOpt }),
    ),
  )
  const expected = compensatedSum(
    phases.map(({ canaryEvents, baselineEvents, canaryShare }) => (canaryEvents + baselineEvents) * canaryShare),
  )
  const direction = observed > expected ? 'canary-higher' : observed < expected ? 'canary-lower' : 'equal'
  return ok(METHOD, n, { logE, pValue: pValueOf(logE), observed, expected, direction })
}

function phaseProblem({ canaryEvents, baselineEvents, canaryShare }: EventPhase): Problem | null {
  const share = canaryShare > 0 && canaryShare < 1
  return firstProblem(
    finiteProblem(canaryShare),
    sizeProblem(canaryEvents, baselineEvents),
    share ? null : { status: 'invalid', reason: 'WEIGHTS_INVALID' },
  )
}
