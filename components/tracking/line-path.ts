import type { Pieces } from './prepare-metric-lines'

/** Side of the square that lines are drawn in before it is stretched over the plot. */
export const PLOT_UNIT = 1000

const round = (place: number) => Math.round(place * PLOT_UNIT * 10) / 10
const placesOf = (piece: Pieces[number]) => piece.map(([x, y]) => `${round(x)} ${round(1 - y)}`)

/** One SVG path of all pieces; upwards is up. A piece of one point is no line: see `dotPath`. */
export function linePath(pieces: Pieces): string {
  return pieces
    .filter((piece) => piece.length > 1)
    .map((piece) => `M${placesOf(piece).join('L')}`)
    .join('')
}

/** Points with a gap on both sides, as lines of no length: with round ends and a wide stroke they are dots. */
export function dotPath(pieces: Pieces): string {
  return pieces
    .filter((piece) => piece.length === 1)
    .map((piece) => `M${placesOf(piece).join('')}h0`)
    .join('')
}
