/** Always-valid p from ln E, for display: min(1, e^{-ln E}) (Vovk and Wang 2021). */
export function pValueOf(logE: number): number {
  return Math.min(1, Math.exp(-logE))
}
