import { formatPythonVersion, isPrerelease, type PythonVersion, parsePythonVersion } from './python-version'
import { afterLocals, afterPosts, pointOf, type VersionPoint } from './version-point'
import { type Bound, EVERYTHING, intersectRanges, rangeContains, type VersionRange } from './version-range'

const MAX_LENGTH = 4096
const OPERATOR = /^(===|~=|==|!=|<=|>=|<|>)\s*(.*)$/s

export interface VersionSpecifier {
  operator: string
  /** As written, without spaces around it. */
  operand: string
  /** `===`: equal text and nothing else; its range is everything. */
  range: VersionRange
}

const from = (point: VersionPoint, inclusive = true): Bound => ({ point, inclusive })
const until = from
const change = (version: PythonVersion, parts: Partial<PythonVersion>) => ({ ...version, local: null, ...parts })
const firstOf = (version: PythonVersion, release: readonly bigint[]) =>
  pointOf(change(version, { release, pre: null, post: null, dev: 0n }))

function nextPrefix(release: readonly bigint[]): bigint[] {
  return [...release.slice(0, -1), (release.at(-1) ?? 0n) + 1n]
}

/** Lowest version above this one and all of its local builds. */
function aboveLocals(version: PythonVersion): Bound {
  if (version.dev !== null) return from(pointOf(change(version, { dev: version.dev + 1n })))
  return from(pointOf(change(version, { post: version.post === null ? 0n : version.post + 1n, dev: 0n })))
}

/** `>`: above its local builds, and above its post-releases unless it is one itself. */
function strictlyAbove(version: PythonVersion): Bound {
  if (version.dev !== null || version.post !== null) return aboveLocals(version)
  if (version.pre === null) return from(afterPosts(version), false)
  const pre = { tag: version.pre.tag, number: version.pre.number + 1n }
  return from(pointOf(change(version, { pre, dev: 0n })))
}

function prefixRange(operator: string, version: PythonVersion): VersionRange {
  const lowest = firstOf(version, version.release)
  const next = firstOf(version, nextPrefix(version.release))
  if (operator === '==') return [{ lower: from(lowest), upper: until(next, false) }]
  return [
    { lower: null, upper: until(lowest, false) },
    { lower: from(next), upper: null },
  ]
}

function plainRange(operator: string, version: PythonVersion): VersionRange | null {
  const point = pointOf(version)
  const last = version.local === null ? afterLocals(version) : point
  const below = isPrerelease(version) ? point : pointOf(change(version, { dev: 0n }))
  switch (operator) {
    case '>=':
      return [{ lower: from(point), upper: null }]
    case '<=':
      return [{ lower: null, upper: until(last) }]
    case '>':
      return [{ lower: strictlyAbove(version), upper: null }]
    case '<':
      return [{ lower: null, upper: until(below, false) }]
    case '==':
      return [{ lower: from(point), upper: until(last) }]
    case '!=': {
      const after = version.local === null ? aboveLocals(version) : from(point, false)
      return [
        { lower: null, upper: until(point, false) },
        { lower: after, upper: null },
      ]
    }
    case '~=':
      if (version.release.length < 2) return null
      return [{ lower: from(point), upper: until(firstOf(version, nextPrefix(version.release.slice(0, -1))), false) }]
    default:
      return null
  }
}

function rangeOf(operator: string, operand: string): VersionRange | null {
  const prefix = operand.endsWith('.*')
  const version = parsePythonVersion(prefix ? operand.slice(0, -2) : operand)
  if (version === null) return null
  const isEquality = operator === '==' || operator === '!='
  if (version.local !== null && !isEquality) return null
  if (!prefix) return plainRange(operator, version)
  const bare = version.pre === null && version.post === null && version.dev === null && version.local === null
  return isEquality && bare ? prefixRange(operator, version) : null
}

/** One clause such as `>=1.2` or `==3.*`; null when PEP 440 has no such clause. */
export function parseSpecifier(text: string): VersionSpecifier | null {
  const found = OPERATOR.exec(text.trim())
  const operator = found?.[1]
  const operand = found?.[2]?.trim()
  if (operator === undefined || operand === undefined) return null
  if (operator === '===') return /[\s;)]/.test(operand) ? null : { operator, operand, range: EVERYTHING }
  const range = rangeOf(operator, operand)
  return range === null ? null : { operator, operand, range }
}

/** Clauses with commas between them; all must hold. null when one of them is not a clause. */
export function parseSpecifiers(text: string): VersionSpecifier[] | null {
  if (text.length > MAX_LENGTH) return null
  const clauses = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
  const parsed = clauses.map(parseSpecifier)
  return parsed.some((one) => one === null) ? null : parsed.filter((one) => one !== null)
}

/** Whether a version fits every clause. Pre-releases count: whoever pinned one wants it. */
export function specifiersAllow(specifiers: readonly VersionSpecifier[], version: string): boolean {
  const parsed = parsePythonVersion(version)
  return specifiers.every(({ operator, operand, range }) => {
    if (operator === '===') return version.toLowerCase() === operand.toLowerCase()
    return parsed !== null && rangeContains(range, pointOf(parsed))
  })
}

/** Whether any version at all, released or not, fits every clause. */
export function specifiersAgree(specifiers: readonly VersionSpecifier[]): boolean {
  const literal = specifiers.find((one) => one.operator === '===')
  if (literal) return specifiersAllow(specifiers, literal.operand)
  return specifiers.reduce<VersionRange>((range, one) => intersectRanges(range, one.range), EVERYTHING).length > 0
}

/** The one version that a clause names, in its normal spelling; null when the clauses leave a choice. */
export function pinnedVersion(specifiers: readonly VersionSpecifier[]): string | null {
  for (const { operator, operand } of specifiers) {
    if (operator !== '==' && operator !== '===') continue
    const version = parsePythonVersion(operand)
    if (version) return formatPythonVersion(version)
    if (operator === '===') return operand
  }
  return null
}
