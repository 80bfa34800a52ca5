export interface HistogramBin {
  label: string
  reference: number
  current: number
}

export interface HistogramPairModel {
  bins: { label: string; reference: number; current: number; referenceShare: number; currentShare: number }[]
  referenceTotal: number
  currentTotal: number
  /** Largest share of either side: the top of the axis. */
  top: number
  largestShift: { label: string; points: number } | null
}

/** Two counts per bin as shares of their own totals: sizes of the two samples do not matter to the picture. */
export function prepareHistogramPair(bins: readonly HistogramBin[]): HistogramPairModel {
  const referenceTotal = bins.reduce((sum, bin) => sum + bin.reference, 0)
  const currentTotal = bins.reduce((sum, bin) => sum + bin.current, 0)
  const shared = bins.map((bin) => ({
    ...bin,
    referenceShare: referenceTotal === 0 ? 0 : bin.reference / referenceTotal,
    currentShare: currentTotal === 0 ? 0 : bin.current / currentTotal,
  }))
  const top = Math.max(0, ...shared.flatMap((bin) => [bin.referenceShare, bin.currentShare]))
  let largestShift: HistogramPairModel['largestShift'] = null
  if (referenceTotal > 0 && currentTotal > 0) {
    for (const bin of shared) {
      const points = bin.currentShare - bin.referenceShare
      if (largestShift === null || Math.abs(points) > Math.abs(largestShift.points))
        largestShift = { label: bin.label, points }
    }
  }
  return { bins: shared, referenceTotal, currentTotal, top: top === 0 ? 1 : top, largestShift }
}
