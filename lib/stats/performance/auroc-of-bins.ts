/**
 * Area under the ROC curve from counts per ascending score bin, ties within a bin counted one half (trapezoid), and how
 * far it can be from the value of the rows: half the probability that a positive and a negative share a bin.
 */
export function aurocOfBins({ positives, negatives }: { positives: readonly number[]; negatives: readonly number[] }): {
  auroc: number
  errorBound: number
} {
  const allPositives = positives.reduce((sum, count) => sum + count, 0)
  const allNegatives = negatives.reduce((sum, count) => sum + count, 0)
  let below = 0
  let wins = 0
  let tied = 0
  for (const [bin, count] of positives.entries()) {
    const opposite = negatives[bin] ?? 0
    const share = count / allPositives
    wins += share * ((below + opposite / 2) / allNegatives)
    tied += share * (opposite / allNegatives)
    below += opposite
  }
  return { auroc: Math.min(1, wins), errorBound: tied / 2 }
}
