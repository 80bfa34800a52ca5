export interface ChartMarker {
  t: number
  label: string
}

export interface PlacedMarker extends ChartMarker {
  /** A label that would cover a newer one is left out of the drawing; its line stays. */
  shown: boolean
  /** Side of the line on which the label has room. */
  side: 'left' | 'right'
}

/** Width of one letter as a share of a chart as narrow as they get. */
const LETTER = 0.013

/** Markers inside the range with labels that neither leave the drawing nor cover each other; newer ones win. */
export function placeMarkers(markers: readonly ChartMarker[], from: number, to: number): PlacedMarker[] {
  const taken: [number, number][] = []
  return markers
    .filter((marker) => marker.t >= from && marker.t <= to)
    .sort((a, b) => b.t - a.t)
    .map((marker) => {
      const at = (marker.t - from) / Math.max(1, to - from)
      const width = marker.label.length * LETTER
      const side = at + width > 1 ? ('left' as const) : ('right' as const)
      const [start, end] = side === 'left' ? [at - width, at] : [at, at + width]
      const shown = taken.every(([a, b]) => end <= a || start >= b)
      if (shown) taken.push([start, end])
      return { ...marker, shown, side }
    })
    .reverse()
}
