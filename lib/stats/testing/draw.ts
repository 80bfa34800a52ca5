import { normalQuantile } from '../special/normal-quantile'

/** Seeded draws for simulations, one or two uniforms each, from a stream of uniforms. */
export function draw(uniform: () => number) {
  const normal = () => normalQuantile({ p: uniform() })
  return {
    uniform,
    normal,
    exponential: () => -Math.log(uniform()),
    integer: (low: number, high: number) => low + Math.floor(uniform() * (high - low + 1)),
    /** The number of successes in n trials by counting them. */
    binomial: (n: number, p: number) => {
      let successes = 0
      for (let trial = 0; trial < n; trial++) successes += uniform() < p ? 1 : 0
      return successes
    },
  }
}
