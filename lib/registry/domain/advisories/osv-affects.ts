import { parsePythonVersion } from '../dependencies/python-version'
import { comparePoints, pointOf } from '../dependencies/version-point'
import type { OsvAffected } from './osv-record'
import { compareSemver } from './semver-order'

type Compare = (a: string, b: string) => number | null

/** A local build (2.1.0+cu118) carries the flaws of the version that it was built from, and its fixes. */
function publicPoint(text: string) {
  const version = parsePythonVersion(text)
  return version && pointOf({ ...version, local: null })
}

const comparePython: Compare = (a, b) => {
  const [left, right] = [publicPoint(a), publicPoint(b)]
  return left === null || right === null ? null : comparePoints(left, right)
}

const ORDERS: Record<string, Compare> = { ECOSYSTEM: comparePython, SEMVER: compareSemver }

export interface Affects {
  /** null: the record's range cannot be compared with this version. */
  affected: boolean | null
  /** Lowest stated fix above the version. */
  fixed: string | null
}

type Event = OsvAffected['ranges'][number]['events'][number]
const versionOf = (event: Event) => event.introduced ?? event.fixed ?? event.last_affected ?? event.limit ?? ''
/** `introduced: "0"` is below everything, also where 0 would not be. */
const orderOf =
  (compare: Compare): Compare =>
  (a, b) =>
    a === b ? 0 : a === '0' ? -1 : b === '0' ? 1 : compare(a, b)

function inRange(version: string, events: readonly Event[], compare: Compare): Affects {
  const order = orderOf(compare)
  const limits = events.flatMap((event) => event.limit ?? []).filter((limit) => limit !== '*')
  const stated = events.filter((event) => event.limit === undefined)
  if ([...stated.map(versionOf), ...limits].some((other) => order(version, other) === null))
    return { affected: null, fixed: null }
  const sorted = [...stated].sort((a, b) => order(versionOf(a), versionOf(b)) ?? 0)
  const below = limits.length === 0 || limits.some((limit) => (order(version, limit) ?? 0) < 0)
  let affected = false
  for (const event of sorted) {
    const reached = order(version, versionOf(event)) ?? -1
    if (event.introduced !== undefined && reached >= 0) affected = true
    if (event.fixed !== undefined && reached >= 0) affected = false
    if (event.last_affected !== undefined && reached > 0) affected = false
  }
  const fix = sorted.find((event) => event.fixed !== undefined && (order(version, event.fixed) ?? 0) < 0)
  return { affected: affected && below, fixed: fix?.fixed ?? null }
}

/** Whether one entry of a record is about this version: listed by name, or inside a range. Commits (GIT) say nothing of versions. */
export function osvAffects(affected: OsvAffected, version: string): Affects {
  const ranges = affected.ranges.flatMap(({ type, events }) => {
    const compare = ORDERS[type]
    return compare ? [inRange(version, events, compare)] : []
  })
  const inside = ranges.find((range) => range.affected === true)
  const listed = affected.versions.some((other) => other === version || comparePython(other, version) === 0)
  if (!inside && !listed)
    return { affected: ranges.some((range) => range.affected === null) ? null : false, fixed: null }
  return { affected: true, fixed: inside?.fixed ?? ranges.find((range) => range.fixed !== null)?.fixed ?? null }
}
