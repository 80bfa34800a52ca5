import type { Cut } from '@/lib/stats/drift/cut'

/** `binOf` of lib/stats over flat arrays, without an object per call: a batch bins some hundred thousand values. */
export function compileCuts(cuts: readonly Cut[]): (x: number) => number {
  const values = Float64Array.from(cuts, ([value]) => value)
  const sides = Uint8Array.from(cuts, ([, side]) => side)
  return (x) => {
    let low = 0
    let high = values.length
    while (low < high) {
      const middle = (low + high) >>> 1
      const value = values[middle] ?? 0
      if (x > value || (x === value && sides[middle] === 0)) low = middle + 1
      else high = middle
    }
    return low
  }
}
