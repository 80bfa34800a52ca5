import type { Arm } from '../result'

export type Scale = 'absolute' | 'relative'

/**
 * The effect B - A and the two parts of its variance. Absolute: sA^2/nA and sB^2/nB. Relative (delta method; Deng,
 * Knoblich and Lu 2018): effect (mB - mA)/mA, parts sA^2 mB^2/(nA mA^4) and sB^2/(nB mA^2).
 */
export function effectOnScale({ a, b, scale }: { a: Arm; b: Arm; scale: Scale }): {
  estimate: number
  varianceFromA: number
  varianceFromB: number
} {
  const varianceA = a.variance / a.n
  const varianceB = b.variance / b.n
  if (scale === 'absolute') return { estimate: b.mean - a.mean, varianceFromA: varianceA, varianceFromB: varianceB }
  const ratio = b.mean / a.mean
  const square = a.mean * a.mean
  return {
    estimate: (b.mean - a.mean) / a.mean,
    varianceFromA: (varianceA / square) * ratio * ratio,
    varianceFromB: varianceB / square,
  }
}
