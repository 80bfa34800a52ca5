/** A run of values: how many, their total and their sum of squared deviations. */
export interface Bucket {
  readonly size: number
  readonly total: number
  readonly m2: number
}

/** The window as buckets, newest first, sizes powers of two, at most `perRow` (+ 1 before merging) of a size. */
export class ExponentialHistogram {
  private readonly rows: Bucket[][] = [[]]
  window: Bucket = { size: 0, total: 0, m2: 0 }

  constructor(private readonly perRow: number) {}

  add(x: number): void {
    this.window = joined(this.window, { size: 1, total: x, m2: 0 })
    this.rows[0]?.push({ size: 1, total: x, m2: 0 })
    for (let level = 0; level < this.rows.length; level++) {
      const row = this.rows[level]
      if (row === undefined || row.length <= this.perRow) return
      const [oldest, next] = row.splice(0, 2)
      if (oldest === undefined || next === undefined) return
      const above = this.rows[level + 1] ?? []
      this.rows[level + 1] = above
      above.push(joined(oldest, next))
    }
  }

  /**
   * The buckets a cut may lie behind, oldest first. The newest of each size stays with the recent part: its row is still
   * filling, and a window cut there would split runs that are about to merge.
   */
  closedBuckets(): Bucket[] {
    return [...this.rows].reverse().flatMap((row) => row.slice(0, -1))
  }
}

/** Chan, Golub and LeVeque 1983. */
function joined(a: Bucket, b: Bucket): Bucket {
  if (a.size === 0) return b
  const size = a.size + b.size
  const gap = a.total / a.size - b.total / b.size
  return { size, total: a.total + b.total, m2: a.m2 + b.m2 + (gap ** 2 * a.size * b.size) / size }
}
