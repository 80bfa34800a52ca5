import { decideCategorical } from '../../drift/decide-categorical'
import { uniformStream } from '../../random/uniform-stream'
import { multinomialDraw } from '../draws/multinomial-draw'
import { requireValue } from '../require-value'

/** Share of trials in which the default categorical rule calls the current window drifted. */
export function driftRuleCategorical({
  referenceProbabilities,
  referenceN,
  currentRelativeWeights,
  currentN,
  alpha,
  floor,
  trials,
  seed,
}: {
  referenceProbabilities: number[]
  referenceN: number
  currentRelativeWeights: number[]
  currentN: number
  alpha: number
  floor: number
  trials: number
  seed: number
}): { detectionRate: number } {
  const uniform = uniformStream({ seed })
  const weights = referenceProbabilities.map((share, i) => share * (currentRelativeWeights[i] ?? 1))
  let detected = 0
  for (let trial = 0; trial < trials; trial++) {
    const ref = multinomialDraw(uniform, referenceN, referenceProbabilities)
    const cur = multinomialDraw(uniform, currentN, weights)
    if (requireValue(decideCategorical({ ref, cur, alpha, floor })).decision === 'drift') detected++
  }
  return { detectionRate: detected / trials }
}
