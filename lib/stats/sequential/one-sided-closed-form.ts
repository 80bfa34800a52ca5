import { mixtureProblem } from '../input/mixture-problem'
import { type Method, ok, type Result, refuse } from '../result'
import { closedFormZ } from './closed-form-z'

const METHOD: Method = { method: 'sequential.oneSidedClosedForm', version: 1, assumptions: ['ASYMPTOTIC_NORMAL'] }

/** Upper bound of the one-sided critical value in closed form (Waudby-Smith et al. 2021, arXiv 2103.06476, eq. 134). */
export function oneSidedClosedForm({ n, g, alpha }: { n: number; g: number; alpha: number }): Result<{ z: number }> {
  const problem = mixtureProblem({ n, g, alpha })
  if (problem) return refuse(METHOD, n, problem)
  return ok(METHOD, n, { z: closedFormZ({ n, g, alpha }) })
}
