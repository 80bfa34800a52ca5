import { comparePoints, type VersionPoint } from './version-point'

export interface Bound {
  point: VersionPoint
  inclusive: boolean
}

/** null: no bound on that side. A lower bound that is no version (after the post-releases of a final one) has versions right above it. */
export interface Interval {
  lower: Bound | null
  upper: Bound | null
}

/** Sorted intervals that do not overlap. */
export type VersionRange = readonly Interval[]

export const EVERYTHING: VersionRange = [{ lower: null, upper: null }]

/** 0.dev0: nothing sorts below it. */
const LOWEST: VersionPoint = { epoch: 0n, release: [0n], suffix: [-1, 0, 0, 0, 0, 0], local: [] }

function higherLower(a: Bound | null, b: Bound | null): Bound | null {
  if (a === null || b === null) return a ?? b
  const order = comparePoints(a.point, b.point)
  return order > 0 || (order === 0 && !a.inclusive) ? a : b
}

function lowerUpper(a: Bound | null, b: Bound | null): Bound | null {
  if (a === null || b === null) return a ?? b
  const order = comparePoints(a.point, b.point)
  return order < 0 || (order === 0 && !a.inclusive) ? a : b
}

function isEmpty({ lower, upper }: Interval): boolean {
  if (upper === null) return false
  if (lower === null) return !upper.inclusive && comparePoints(upper.point, LOWEST) <= 0
  const order = comparePoints(lower.point, upper.point)
  return order > 0 || (order === 0 && !(lower.inclusive && upper.inclusive))
}

/** What lies in both; an empty list means that no version does. */
export function intersectRanges(a: VersionRange, b: VersionRange): VersionRange {
  return a.flatMap((left) =>
    b
      .map((right) => ({ lower: higherLower(left.lower, right.lower), upper: lowerUpper(left.upper, right.upper) }))
      .filter((interval) => !isEmpty(interval)),
  )
}

export function rangeContains(range: VersionRange, point: VersionPoint): boolean {
  return range.some(({ lower, upper }) => {
    const below = lower === null ? -1 : comparePoints(lower.point, point)
    const above = upper === null ? 1 : comparePoints(upper.point, point)
    return (
      (below < 0 || (below === 0 && lower?.inclusive === true)) &&
      (above > 0 || (above === 0 && upper?.inclusive === true))
    )
  })
}
