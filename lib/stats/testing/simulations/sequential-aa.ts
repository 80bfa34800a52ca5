import { uniformStream } from '../../random/uniform-stream'
import type { Alternative } from '../../result'
import { compare } from '../../sequential/compare'
import { binomialDraw } from '../draws/binomial-draw'
import { proportionArm } from './proportion-arm'

const ALTERNATIVES: readonly Alternative[] = ['two-sided', 'greater', 'less']

/** Share of A/A trials on a proportion that ever reject when read at every look, for each alternative. */
export function sequentialAA({
  probability,
  unitsPerLook,
  candidateShare,
  looks,
  trials,
  nStar,
  alpha,
  burnInUnits,
  seed,
}: {
  probability: number
  unitsPerLook: number
  candidateShare: number
  looks: number
  trials: number
  nStar: number
  alpha: number
  burnInUnits: number
  seed: number
}): { twoSided: number; oneSidedGreater: number; oneSidedLess: number } {
  const uniform = uniformStream({ seed })
  const unitsB = Math.round(unitsPerLook * candidateShare)
  const unitsA = unitsPerLook - unitsB
  const rejections = [0, 0, 0]
  for (let trial = 0; trial < trials; trial++) {
    const a = { successes: 0, n: 0 }
    const b = { successes: 0, n: 0 }
    const rejected = [false, false, false]
    for (let look = 0; look < looks; look++) {
      a.successes += binomialDraw(uniform, unitsA, probability)
      b.successes += binomialDraw(uniform, unitsB, probability)
      a.n += unitsA
      b.n += unitsB
      const arms = { a: proportionArm(a.successes, a.n), b: proportionArm(b.successes, b.n), counts: { a, b } }
      for (const [i, alternative] of ALTERNATIVES.entries()) {
        if (rejected[i]) continue
        const result = compare({ ...arms, scale: 'absolute', nStar, alpha, alternative, burnIn: burnInUnits })
        rejected[i] = result.status === 'ok' && result.value.pValue < alpha
      }
    }
    for (const [i, was] of rejected.entries()) rejections[i] = (rejections[i] ?? 0) + Number(was)
  }
  const [twoSided = 0, oneSidedGreater = 0, oneSidedLess = 0] = rejections.map((count) => count / trials)
  return { twoSided, oneSidedGreater, oneSidedLess }
}
