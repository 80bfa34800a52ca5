/** One distinct value of the pooled sample: how many of a and b are there, and how many up to and including it. */
export interface PooledStep {
  readonly x: number
  readonly atA: number
  readonly atB: number
  readonly upToA: number
  readonly upToB: number
}

/** The two empirical distribution functions walked along the distinct values of the pooled sample. */
export function pooledSteps({ a, b }: { a: readonly number[]; b: readonly number[] }): PooledStep[] {
  const left = Float64Array.from(a, (x) => x + 0).sort()
  const right = Float64Array.from(b, (x) => x + 0).sort()
  const steps: PooledStep[] = []
  let i = 0
  let j = 0
  while (i < left.length || j < right.length) {
    const x = Math.min(left[i] ?? Number.POSITIVE_INFINITY, right[j] ?? Number.POSITIVE_INFINITY)
    const fromI = i
    const fromJ = j
    while (i < left.length && left[i] === x) i++
    while (j < right.length && right[j] === x) j++
    steps.push({ x, atA: i - fromI, atB: j - fromJ, upToA: i, upToB: j })
  }
  return steps
}
