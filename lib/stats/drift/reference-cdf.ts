/**
 * The reference distribution function known at its cuts: `value` ascending (two equal values are an atom), `below` the
 * share passing under the cut. Linear between cut values, 0 below the first, 1 above the last, jumping at atoms.
 */
export function referenceCdf({
  values,
  below,
}: {
  values: readonly number[]
  below: readonly number[]
}): (x: number) => number {
  return (x) => {
    let low = 0
    let high = values.length
    // First cut whose value is >= x.
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((values[middle] ?? 0) < x) low = middle + 1
      else high = middle
    }
    const right = values[low]
    const left = values[low - 1]
    if (right === undefined) return 1
    if (right === x) return below[low] ?? 1
    if (left === undefined) return 0
    const shareLeft = below[low - 1] ?? 0
    const shareRight = below[low] ?? 1
    return shareLeft + ((shareRight - shareLeft) * (x - left)) / (right - left)
  }
}
