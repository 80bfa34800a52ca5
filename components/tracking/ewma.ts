/**
 * Exponentially weighted mean after each value: `weight` 0 leaves values as they are, 0.99 hardly follows them. Corrected for its start,
 * so that the first values are not pulled to zero. What is no finite number changes nothing and has no mean (null).
 */
export function ewma(values: readonly number[], weight: number): (number | null)[] {
  let mean = 0
  let known = 0
  return values.map((value) => {
    if (!Number.isFinite(value)) return null
    mean = mean * weight + value * (1 - weight)
    known += 1
    return mean / (1 - weight ** known)
  })
}
