type Matrix = { cells: Float64Array; exponent: number }

const RESCALE_ABOVE = 1e140

/**
 * P(D_n < d), exact, as the centre cell of n!/n^n H^n (Marsaglia, Tsang and Wang 2003, J. Stat. Software 8/18).
 * H has size 2 ceil(nd) - 1; powers are carried with a separate decimal exponent since they overflow.
 */
export function ksMatrixPowerCdf({ n, d }: { n: number; d: number }): number {
  const k = Math.floor(n * d) + 1
  const size = 2 * k - 1
  const h = k - n * d
  const power = raise({ cells: transition(size, h), exponent: 0 }, size, n)
  let value = power.cells[(k - 1) * size + k - 1] ?? 0
  let exponent = power.exponent
  for (let i = 1; i <= n; i++) {
    value = (value * i) / n
    if (value < 1 / RESCALE_ABOVE) {
      value *= RESCALE_ABOVE
      exponent -= 140
    }
  }
  return value * 10 ** exponent
}

function transition(size: number, h: number): Float64Array {
  const cells = new Float64Array(size * size)
  const add = (row: number, column: number, amount: number) => {
    cells[row * size + column] = (cells[row * size + column] ?? 0) + amount
  }
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < Math.min(size, row + 2); column++) add(row, column, 1)
  }
  for (let i = 0; i < size; i++) {
    add(i, 0, -(h ** (i + 1)))
    add(size - 1, i, -(h ** (size - i)))
  }
  add(size - 1, 0, 2 * h - 1 > 0 ? (2 * h - 1) ** size : 0)
  let factorial = 1
  for (let distance = 1; distance <= size; distance++) {
    factorial *= distance
    for (let row = distance - 1; row < size; row++) {
      const index = row * size + row - distance + 1
      cells[index] = (cells[index] ?? 0) / factorial
    }
  }
  return cells
}

function raise(base: Matrix, size: number, power: number): Matrix {
  if (power === 1) return base
  const half = raise(base, size, Math.floor(power / 2))
  const square = rescale(multiply(half.cells, half.cells, size), 2 * half.exponent, size)
  return power % 2 === 0
    ? square
    : rescale(multiply(base.cells, square.cells, size), base.exponent + square.exponent, size)
}

function rescale(cells: Float64Array, exponent: number, size: number): Matrix {
  const middle = (size - 1) / 2
  if ((cells[middle * size + middle] ?? 0) <= RESCALE_ABOVE) return { cells, exponent }
  return { cells: cells.map((cell) => cell / RESCALE_ABOVE), exponent: exponent + 140 }
}

function multiply(a: Float64Array, b: Float64Array, size: number): Float64Array {
  const product = new Float64Array(size * size)
  for (let row = 0; row < size; row++) {
    for (let inner = 0; inner < size; inner++) {
      const factor = a[row * size + inner] ?? 0
      if (factor === 0) continue
      for (let column = 0; column < size; column++) {
        const index = row * size + column
        product[index] = (product[index] ?? 0) + factor * (b[inner * size + column] ?? 0)
      }
    }
  }
  return product
}
