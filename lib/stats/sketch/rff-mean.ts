import { compensatedSum } from '../sums/compensated-sum'

/**
 * Mean over rows of the random Fourier features [cos(w·x)..., sin(w·x)...]/sqrt K of unit norm (Rahimi and Recht 2007).
 */
export function rffMean({
  rows,
  frequencies,
}: {
  rows: readonly (readonly number[])[]
  frequencies: readonly (readonly number[])[]
}): number[] {
  const scale = 1 / (Math.sqrt(frequencies.length) * rows.length)
  const angles = frequencies.map((frequency) =>
    rows.map((row) => row.reduce((sum, value, i) => sum + value * (frequency[i] ?? 0), 0)),
  )
  return [Math.cos, Math.sin].flatMap((wave) => angles.map((column) => compensatedSum(column.map(wave)) * scale))
}
