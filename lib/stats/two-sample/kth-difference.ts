/**
 * The k-th smallest (1-based) of all a_i - b_j for ascending a and b, without forming them: bisection on the value with
 * a linear count per step (Johnson and Mizoguchi 1978), then the nearest difference that occurs.
 */
export function kthDifference({ a, b, k }: { a: Float64Array; b: Float64Array; k: number }): number {
  let low = (a[0] ?? 0) - (b[b.length - 1] ?? 0)
  let high = (a[a.length - 1] ?? 0) - (b[0] ?? 0)
  if (upTo(a, b, low).count >= k) return low
  // Invariant: fewer than k differences are <= low, at least k are <= high.
  for (;;) {
    const middle = low + (high - low) / 2
    if (!(middle > low && middle < high)) return upTo(a, b, high).largest
    const { count, largest } = upTo(a, b, middle)
    if (count >= k) high = largest > low ? largest : middle
    else low = middle
  }
}

function upTo(a: Float64Array, b: Float64Array, limit: number): { count: number; largest: number } {
  let count = 0
  let largest = Number.NEGATIVE_INFINITY
  // For growing a_i the first b_j with a_i - b_j <= limit moves right.
  let j = 0
  for (const x of a) {
    while (j < b.length && x - (b[j] ?? 0) > limit) j++
    if (j < b.length) largest = Math.max(largest, x - (b[j] ?? 0))
    count += b.length - j
  }
  return { count, largest }
}
