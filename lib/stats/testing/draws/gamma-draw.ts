import { normalDraw } from './normal-draw'

/** Gamma(shape, 1) by rejection from a cubed normal (Marsaglia and Tsang 2000); shape >= 1. */
export function gammaDraw(uniform: () => number, shape: number): number {
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const x = normalDraw(uniform)
    const v = (1 + c * x) ** 3
    if (v > 0 && Math.log(uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v
  }
}
