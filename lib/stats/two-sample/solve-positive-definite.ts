const PIVOT_FLOOR = 1e-12

/** Solves A x = y for a symmetric positive definite A by Cholesky; `null` when A is numerically singular. */
export function solvePositiveDefinite(matrix: readonly (readonly number[])[], y: readonly number[]): number[] | null {
  const size = y.length
  const factor = Array.from({ length: size }, () => new Float64Array(size))
  const at = (i: number, j: number) => factor[i]?.[j] ?? 0
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = matrix[i]?.[j] ?? 0
      for (let k = 0; k < j; k++) rest -= at(i, k) * at(j, k)
      const row = factor[i]
      if (row === undefined) return null
      if (i === j) {
        if (rest <= PIVOT_FLOOR * (matrix[i]?.[i] ?? 0)) return null
        row[i] = Math.sqrt(rest)
      } else row[j] = rest / at(j, j)
    }
  }
  const forward = new Float64Array(size)
  for (let i = 0; i < size; i++) {
    let rest = y[i] ?? 0
    for (let k = 0; k < i; k++) rest -= at(i, k) * (forward[k] ?? 0)
    forward[i] = rest / at(i, i)
  }
  const x = new Array<number>(size).fill(0)
  for (let i = size - 1; i >= 0; i--) {
    let rest = forward[i] ?? 0
    for (let k = i + 1; k < size; k++) rest -= at(k, i) * (x[k] ?? 0)
    x[i] = rest / at(i, i)
  }
  return x
}
