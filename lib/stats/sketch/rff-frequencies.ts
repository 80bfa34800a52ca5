import { finiteProblem } from '../input/finite-problem'
import { firstProblem } from '../input/first-problem'
import { sizeProblem } from '../input/size-problem'
import { uniformStream } from '../random/uniform-stream'
import { invalid, type Method, ok, type Result, refuse } from '../result'
import { normalQuantile } from '../special/normal-quantile'

const METHOD: Method = { method: 'sketch.rffFrequencies', version: 1, assumptions: ['EXACT'] }
// More would not fit into memory.
const MOST_NUMBERS = 10_000_000

/**
 * K frequency vectors N(0, I/lengthScale²) from a stored seed (Rahimi and Recht 2007): the random Fourier features of the
 * Gaussian kernel of that length scale. The seed makes them reproducible; store it with the reference.
 */
export function rffFrequencies({
  count = 128,
  dimensions,
  lengthScale,
  seed,
}: {
  count?: number
  dimensions: number
  lengthScale: number
  seed: number
}): Result<{ frequencies: number[][] }> {
  const problem = firstProblem(finiteProblem(lengthScale, seed), sizeProblem(count, dimensions))
  if (problem) return refuse(METHOD, count, problem)
  if (count < 1 || dimensions < 1 || count * dimensions > MOST_NUMBERS)
    return invalid(METHOD, count, 'COUNT_OUT_OF_RANGE')
  if (lengthScale <= 0) return invalid(METHOD, count, 'ZERO_DENOMINATOR')
  const uniform = uniformStream({ seed })
  const frequency = () => Array.from({ length: dimensions }, () => normalQuantile({ p: uniform() }) / lengthScale)
  return ok(METHOD, count, { frequencies: Array.from({ length: count }, frequency) })
}
