/**
 * P(D >= d) of the two-sample Kolmogorov-Smirnov statistic without ties, `scaled` = D n m as an integer: the probability
 * that a random lattice path from (0, 0) to (n, m) leaves the band |i m - j n| < scaled (Hodges 1958). Every term is
 * positive, so small probabilities keep their relative accuracy. O(n m) time, O(m) memory.
 */
export function ksExactSf({ n, m, scaled }: { n: number; m: number; scaled: number }): number {
  const row = new Float64Array(m + 1)
  for (let i = 0; i <= n; i++) {
    for (let j = 0; j <= m; j++) {
      const steps = i + j
      if (Math.abs(i * m - j * n) >= scaled) row[j] = 1
      else if (steps === 0) row[j] = 0
      else row[j] = ((i === 0 ? 0 : i * (row[j] ?? 0)) + (j === 0 ? 0 : j * (row[j - 1] ?? 0))) / steps
    }
  }
  return Math.min(1, row[m] ?? 1)
}
