import { gammaDraw } from './gamma-draw'
import { normalDraw } from './normal-draw'

/** The distributions that simulation vectors name. */
export type Law =
  | { readonly distribution: 'normal'; readonly mean: number; readonly sd: number }
  | { readonly distribution: 'lognormal'; readonly mu: number; readonly sigma: number }
  | {
      readonly distribution: 'zero-inflated-gamma'
      readonly zeroShare: number
      readonly shape: number
      readonly scale: number
    }
  | { readonly distribution: 'uniform-integer'; readonly min: number; readonly max: number }

export function sampleOfLaw(uniform: () => number, law: Law, n: number): number[] {
  const draw = drawOf(uniform, law)
  const values = new Array<number>(n)
  for (let i = 0; i < n; i++) values[i] = draw()
  return values
}

function drawOf(uniform: () => number, law: Law): () => number {
  switch (law.distribution) {
    case 'normal':
      return () => law.mean + law.sd * normalDraw(uniform)
    case 'lognormal':
      return () => Math.exp(law.mu + law.sigma * normalDraw(uniform))
    case 'zero-inflated-gamma':
      return () => (uniform() < law.zeroShare ? 0 : law.scale * gammaDraw(uniform, law.shape))
    case 'uniform-integer':
      return () => law.min + Math.floor(uniform() * (law.max - law.min + 1))
  }
}
