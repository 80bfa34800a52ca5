import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

const SMALLEST = 2 ** -54

/** A seeded stream of uniforms on the open interval (0, 1); other laws are drawn by inverse cdf, one uniform each. */
export function uniformStream({ seed }: { seed: number }): () => number {
  const generator = xoroshiro128plus(seed)
  return () => Math.max(SMALLEST, uniformFloat64(generator))
}
