import type { Pieces } from './prepare-metric-lines'

/** Side of the square that lines are drawn in before it is stretched over the plot. */
export const PLOT_UNIT = 1000

const round = (place: number) => Math.round(place * PLOT_UNIT * 10) / 10

/** One SVG path of all pieces; upwards is up. A piece of one point becomes a dot (a line of no length with round ends). */
export function linePath(pieces: Pieces): string {
  return pieces
    .map((piece) => {
      const places = piece.map(([x, y]) => `${round(x)} ${round(1 - y)}`)
      return `M${places.join('L')}${places.length === 1 ? 'h0' : ''}`
    })
    .join('')
}
