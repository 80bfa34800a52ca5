import { rowsProblem } from '../input/rows-problem'
import { invalid, type Method, ok, type Result, refuse } from '../result'
import { compensatedSum } from '../sums/compensated-sum'

const METHOD: Method = { method: 'sketch.reconstructionError', version: 1, assumptions: ['EXACT'] }

/**
 * How far a row lies from the reference's principal subspace: |z - P'Pz| of the standardised row z, P the frozen
 * orthonormal components (Pearson 1901; Jackson and Mudholkar 1979). Unit: reference standard deviations.
 */
export function reconstructionError({
  mean,
  scale,
  components,
  row,
}: {
  mean: readonly number[]
  scale: readonly number[]
  components: readonly (readonly number[])[]
  row: readonly number[]
}): Result<{ error: number }> {
  const problem = rowsProblem([row, mean, scale, ...components])
  if (problem) return refuse(METHOD, 1, problem)
  if (scale.some((deviation) => deviation <= 0)) return invalid(METHOD, 1, 'ZERO_DENOMINATOR')
  const z = row.map((value, i) => (value - (mean[i] ?? 0)) / (scale[i] ?? 1))
  const scores = components.map((component) => compensatedSum(component.map((weight, i) => weight * (z[i] ?? 0))))
  const residual = z.map(
    (value, i) => value - compensatedSum(components.map((component, k) => (component[i] ?? 0) * (scores[k] ?? 0))),
  )
  return ok(METHOD, 1, { error: Math.hypot(...residual) })
}
