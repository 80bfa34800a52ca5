import { parseSpecifier, specifiersAllow } from './version-specifier'

export const MARKER_VARIABLES = [
  'python_version',
  'python_full_version',
  'os_name',
  'sys_platform',
  'platform_release',
  'platform_system',
  'platform_version',
  'platform_machine',
  'platform_python_implementation',
  'implementation_name',
  'implementation_version',
  'extra',
] as const
export type MarkerVariable = (typeof MARKER_VARIABLES)[number]

/** What is known of the place where a version will run. A variable that is not given is not known. */
export type MarkerEnvironment = Partial<Record<MarkerVariable, string>>

export type Marker =
  | { kind: 'and' | 'or'; parts: readonly Marker[] }
  | { kind: 'compare'; variable: MarkerVariable; operator: string; value: string; reversed: boolean }

const VERSIONED: readonly string[] = [
  'implementation_version',
  'platform_release',
  'python_full_version',
  'python_version',
]
const TOKEN =
  /\s*(?:(?<paren>[()])|(?<quoted>'[^']*'|"[^"]*")|(?<operator>===|==|~=|!=|<=|>=|<|>|not\s+in\b|in\b)|(?<logic>and\b|or\b)|(?<name>[a-z][a-z_.]*))\s*/y
const MAX_DEPTH = 32
const MAX_LENGTH = 4096

class BadMarker extends Error {}

interface Token {
  kind: string
  text: string
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  const pattern = new RegExp(TOKEN)
  while (pattern.lastIndex < text.length) {
    const groups = pattern.exec(text)?.groups
    if (!groups) throw new BadMarker()
    const found = Object.entries(groups).find(([, value]) => value !== undefined)
    if (!found) throw new BadMarker()
    tokens.push({ kind: found[0], text: found[1] ?? '' })
  }
  return tokens
}

function variableOf(name: string): MarkerVariable {
  const dotted = name.replaceAll('.', '_')
  const known = dotted === 'python_implementation' ? 'platform_python_implementation' : dotted
  const variable = MARKER_VARIABLES.find((one) => one === known)
  if (!variable) throw new BadMarker()
  return variable
}

function compareOf(left: Token | undefined, operator: Token | undefined, right: Token | undefined): Marker {
  if (!left || !right || operator?.kind !== 'operator' || left.kind === right.kind) throw new BadMarker()
  const [name, quoted] = left.kind === 'name' ? [left, right] : [right, left]
  if (name.kind !== 'name' || quoted.kind !== 'quoted') throw new BadMarker()
  return {
    kind: 'compare',
    variable: variableOf(name.text),
    operator: operator.text.replace(/\s+/, ' '),
    value: quoted.text.slice(1, -1),
    reversed: left.kind === 'quoted',
  }
}

function parseTokens(tokens: readonly Token[]): Marker {
  let at = 0
  const atom = (depth: number): Marker => {
    if (depth > MAX_DEPTH) throw new BadMarker()
    if (tokens[at]?.text !== '(') {
      at += 3
      return compareOf(tokens[at - 3], tokens[at - 2], tokens[at - 1])
    }
    at += 1
    const inner = either(depth + 1)
    if (tokens[at]?.text !== ')') throw new BadMarker()
    at += 1
    return inner
  }
  const chain = (word: 'and' | 'or', next: (depth: number) => Marker, depth: number): Marker => {
    const first = next(depth)
    const parts = [first]
    while (tokens[at]?.kind === 'logic' && tokens[at]?.text === word) {
      at += 1
      parts.push(next(depth))
    }
    return parts.length === 1 ? first : { kind: word, parts }
  }
  const both = (depth: number): Marker => chain('and', atom, depth)
  const either = (depth: number): Marker => chain('or', both, depth)
  const marker = either(0)
  if (at !== tokens.length) throw new BadMarker()
  return marker
}

/** The part after `;` of a requirement; null when PEP 508 has no such marker. */
export function parseMarker(text: string): Marker | null {
  if (text.length > MAX_LENGTH) return null
  try {
    return parseTokens(tokensOf(text))
  } catch (error) {
    if (error instanceof BadMarker) return null
    throw error
  }
}

function compareTexts(left: string, operator: string, right: string): boolean | null {
  switch (operator) {
    case 'in':
      return right.includes(left)
    case 'not in':
      return !right.includes(left)
    case '==':
    case '<=':
    case '>=':
      return left === right
    case '!=':
      return left !== right
    case '<':
    case '>':
      return false
    default:
      return null
  }
}

const normalName = (name: string) => name.replace(/[-_.]+/g, '-').toLowerCase()

function compare(marker: Extract<Marker, { kind: 'compare' }>, environment: MarkerEnvironment): boolean | null {
  const known = environment[marker.variable]
  if (known === undefined) return null
  const sides = marker.reversed ? [marker.value, known] : [known, marker.value]
  const [left = '', right = ''] = marker.variable === 'extra' ? sides.map(normalName) : sides
  const specifier = VERSIONED.includes(marker.variable) ? parseSpecifier(`${marker.operator}${right}`) : null
  return specifier ? specifiersAllow([specifier], left) : compareTexts(left, marker.operator, right)
}

/** Whether the marker holds; null when that depends on something that is not known. */
export function markerHolds(marker: Marker, environment: MarkerEnvironment): boolean | null {
  if (marker.kind === 'compare') return compare(marker, environment)
  const results = marker.parts.map((part) => markerHolds(part, environment))
  const decisive = marker.kind === 'or'
  if (results.includes(decisive)) return decisive
  return results.includes(null) ? null : !decisive
}
