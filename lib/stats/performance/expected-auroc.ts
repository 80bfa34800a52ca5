import { compensatedSum } from '../sums/compensated-sum'

/**
 * AUROC that calibrated probabilities imply: sum_ij p_i (1 - p_j)([p_i > p_j] + ½[p_i = p_j]) / (sum p sum (1 - p)), from
 * one sort. `null` when one class has no expected mass.
 */
export function expectedAuroc(probability: readonly number[]): number | null {
  const sorted = Float64Array.from(probability, (p) => p + 0).sort()
  const expectedPositives = compensatedSum(sorted)
  const expectedNegatives = compensatedSum(sorted.map((p) => 1 - p))
  if (expectedPositives === 0 || expectedNegatives === 0) return null
  const parts: number[] = []
  let negativesBelow = 0
  for (let start = 0; start < sorted.length; ) {
    const p = sorted[start] ?? 0
    let end = start
    while (end < sorted.length && sorted[end] === p) end++
    const here = end - start
    const negativesHere = here * (1 - p)
    parts.push(here * p * (negativesBelow + negativesHere / 2))
    negativesBelow += negativesHere
    start = end
  }
  return Math.min(1, compensatedSum(parts) / (expectedPositives * expectedNegatives))
}
