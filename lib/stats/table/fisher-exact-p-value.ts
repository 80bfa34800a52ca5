const RELATIVE_TIE = 1e-7
const MOST_STEPS = 5e7
// Standard deviations until a weight relative to the most probable table underflows.
const REACH = 39

/**
 * Two-sided Fisher exact p of the table [[a, b], [c, d]]: the share, at fixed margins, of all tables not more probable
 * than the observed one (Fisher 1935; ties within 1e-7 count as equally probable). The hypergeometric weights follow from
 * their ratios, outwards from the most probable table until they underflow: O(sqrt(total)) steps without a logarithm that
 * could cancel. NaN when even that is too far (totals beyond about 1e12).
 */
export function fisherExactPValue(a: number, b: number, c: number, d: number): number {
  const row = a + b
  const other = c + d
  const column = a + c
  const low = Math.max(0, column - other)
  const high = Math.min(row, column)
  const spread = Math.sqrt(((row / (row + other)) * other * column * (b + d)) / (row + other) ** 2)
  if (!(Math.min(high - low, 2 * REACH * spread) <= MOST_STEPS)) return Number.NaN
  const mode = Math.min(high, Math.max(low, Math.floor(((row + 1) * (column + 1)) / (row + other + 2))))
  const up = (x: number) => ((row - x) / (x + 1)) * ((column - x) / (other - column + x + 1))

  const limit = weightAt(mode, a, up) * (1 + RELATIVE_TIE)
  const sums = { all: 0, extreme: 0 }
  const add = (weight: number) => {
    sums.all += weight
    if (weight <= limit) sums.extreme += weight
  }
  let weight = 1
  for (let x = mode; x <= high && weight > 0; x++) {
    add(weight)
    weight *= up(x)
  }
  weight = 1
  for (let x = mode - 1; x >= low && weight > 0; x--) {
    weight /= up(x)
    add(weight)
  }
  return Math.min(1, sums.extreme / sums.all)
}

// Weight of table x relative to the most probable one.
function weightAt(mode: number, x: number, up: (x: number) => number): number {
  let weight = 1
  for (let i = mode; i < x && weight > 0; i++) weight *= up(i)
  for (let i = mode - 1; i >= x && weight > 0; i--) weight /= up(i)
  return weight
}
