/**
 * Probabilities of U = 0..nm under no difference and without ties (Mann and Whitney 1947), by the recursion on the
 * largest value: it belongs to a with probability i/(i + j). All terms are positive. O(n² m²) time.
 */
export function mannWhitneyDistribution({ n, m }: { n: number; m: number }): Float64Array {
  let row = Array.from({ length: m + 1 }, () => Float64Array.of(1))
  for (let i = 1; i <= n; i++) {
    const next = [Float64Array.of(1)]
    for (let j = 1; j <= m; j++) {
      const law = new Float64Array(i * j + 1)
      const fromA = row[j] ?? new Float64Array(0)
      const fromB = next[j - 1] ?? new Float64Array(0)
      for (let u = 0; u < fromA.length; u++) law[u + j] = (i / (i + j)) * (fromA[u] ?? 0)
      for (let u = 0; u < fromB.length; u++) law[u] = (law[u] ?? 0) + (j / (i + j)) * (fromB[u] ?? 0)
      next.push(law)
    }
    row = next
  }
  return row[m] ?? Float64Array.of(1)
}
