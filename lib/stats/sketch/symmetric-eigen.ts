const SWEEPS = 64

/** Eigenvalues (descending) and unit eigenvectors of a symmetric matrix by cyclic Jacobi rotations (Jacobi 1846). */
export function symmetricEigen(matrix: readonly (readonly number[])[]): { values: number[]; vectors: number[][] } {
  const size = matrix.length
  const a = matrix.map((row) => Float64Array.from(row))
  const v = matrix.map((_, i) => Float64Array.from({ length: size }, (_, j) => (i === j ? 1 : 0)))
  const at = (i: number, j: number) => a[i]?.[j] ?? 0
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let off = 0
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) off += at(p, q) ** 2
    if (off < 1e-30) break
    for (let p = 0; p < size; p++) {
      for (let q = p + 1; q < size; q++) if (at(p, q) !== 0) rotate(a, v, p, q)
    }
  }
  const order = Array.from({ length: size }, (_, i) => i).sort((i, j) => at(j, j) - at(i, i))
  return {
    values: order.map((i) => at(i, i)),
    vectors: order.map((column) => v.map((row) => row[column] ?? 0)),
  }
}

function rotate(a: Float64Array[], v: Float64Array[], p: number, q: number): void {
  const at = (i: number, j: number) => a[i]?.[j] ?? 0
  const theta = (at(q, q) - at(p, p)) / (2 * at(p, q))
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1))
  const c = 1 / Math.sqrt(t * t + 1)
  const s = t * c
  const turnColumns = (row: Float64Array) => {
    const x = row[p] ?? 0
    const y = row[q] ?? 0
    row[p] = c * x - s * y
    row[q] = s * x + c * y
  }
  for (const row of a) turnColumns(row)
  const rowP = a[p]
  const rowQ = a[q]
  if (rowP === undefined || rowQ === undefined) return
  for (let k = 0; k < rowP.length; k++) {
    const x = rowP[k] ?? 0
    const y = rowQ[k] ?? 0
    rowP[k] = c * x - s * y
    rowQ[k] = s * x + c * y
  }
  for (const row of v) turnColumns(row)
}
