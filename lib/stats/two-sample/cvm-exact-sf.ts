function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b)
}

/**
 * P(T >= t) of the two-sample Cramer-von Mises statistic without ties, by enumeration over lattice paths of the integer
 * zeta = sum over path points of (i lcm/n - j lcm/m)² (Xiao, Gordon, Yakovlev 2007). For samples of at most 20.
 */
export function cvmExactSf({ n, m, rankSum }: { n: number; m: number; rankSum: number }): number {
  const lcm = (n * m) / gcd(n, m)
  const stepN = lcm / n
  const stepM = lcm / m
  const product = n * m
  // Mid-ranks of ties can make zeta fractional; the paths have integers, so compare with its floor.
  const zeta = Math.floor(
    (lcm ** 2 * (n + m) * (6 * rankSum - product * (4 * product - 1))) / (6 * product ** 2) + 1e-6,
  )
  let row: Map<number, number>[] = []
  for (let j = 0; j <= m; j++) {
    const next: Map<number, number>[] = []
    for (let i = 0; i <= n; i++) {
      const cost = (i * stepN - j * stepM) ** 2
      const paths = new Map<number, number>()
      if (i === 0 && j === 0) paths.set(0, 1)
      addShifted(paths, row[i], cost)
      addShifted(paths, next[i - 1], cost)
      next.push(paths)
    }
    row = next
  }
  let total = 0
  let reached = 0
  for (const [value, count] of row[n] ?? []) {
    total += count
    if (value >= zeta) reached += count
  }
  return total === 0 ? Number.NaN : reached / total
}

function addShifted(target: Map<number, number>, source: Map<number, number> | undefined, cost: number): void {
  if (source === undefined) return
  for (const [value, count] of source) target.set(value + cost, (target.get(value + cost) ?? 0) + count)
}
