import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import golden from './golden/packaging.json' with { type: 'json' }
import { type MarkerEnvironment, markerHolds, parseMarker } from './marker'
import { formatPythonVersion, parsePythonVersion } from './python-version'
import { parseRequirement } from './requirement'
import { comparePoints, pointOf } from './version-point'
import { parseSpecifiers, specifiersAgree, specifiersAllow } from './version-specifier'

/** Cases of one kind in which we and Python's `packaging` differ. */
function differing<T>(rows: readonly T[], same: (row: T) => boolean): T[] {
  return rows.filter((row) => !same(row))
}

const point = (text: string) => {
  const version = parsePythonVersion(text)
  if (version === null) throw new Error(`${text} is no version`)
  return pointOf(version)
}

describe('as the reference implementation answers', () => {
  test('which texts are versions, and their normal spelling', () => {
    const rows = golden.versions as [string, string | null][]
    const spelled = (text: string) => {
      const version = parsePythonVersion(text)
      return version === null ? null : formatPythonVersion(version)
    }
    expect(differing(rows, ([text, normal]) => spelled(text) === normal)).toEqual([])
  })
  test('which of two versions is the later one', () => {
    const rows = golden.comparisons as [string, string, number][]
    expect(differing(rows, ([a, b, sign]) => Math.sign(comparePoints(point(a), point(b))) === sign)).toEqual([])
  })
  test('which texts are clauses, and what they let in', () => {
    const rows = golden.specifiers as [string, string[] | null, string[] | null][]
    const wrong = differing(rows, ([text, inside, outside]) => {
      const clauses = parseSpecifiers(text)
      if (clauses === null || inside === null || outside === null) return clauses === null && inside === null
      return (
        inside.every((version) => specifiersAllow(clauses, version)) &&
        !outside.some((version) => specifiersAllow(clauses, version))
      )
    })
    expect(wrong).toEqual([])
  })
  test('whether clauses leave any version at all', () => {
    const rows = golden.agreements as [string, boolean][]
    expect(differing(rows, ([text, some]) => specifiersAgree(parseSpecifiers(text) ?? []) === some)).toEqual([])
  })
  test('where a marker holds', () => {
    const rows = golden.markers as [string, boolean[]][]
    const environments = golden.environments as MarkerEnvironment[]
    const wrong = differing(rows, ([text, holds]) => {
      const marker = parseMarker(text)
      return marker !== null && environments.every((one, index) => markerHolds(marker, one) === holds[index])
    })
    expect(wrong).toEqual([])
  })
  test('what a requirement says', () => {
    type Row = [
      string,
      { name: string; extras: string[]; url: string | null; specifiers: string[]; marker: boolean } | null,
    ]
    const wrong = differing(golden.requirements as Row[], ([text, wanted]) => {
      const found = parseRequirement(text)
      if (found === null || wanted === null) return found === wanted
      const specifiers = found.specifiers.map((one) => one.operator + one.operand).sort()
      const ours = { ...found, extras: [...found.extras].sort(), specifiers, marker: found.marker !== null }
      const { name, extras, url, marker } = ours
      return JSON.stringify({ name, extras, url, specifiers, marker }) === JSON.stringify(wanted)
    })
    expect(wrong).toEqual([])
  })
})

const digits = fc.integer({ min: 0, max: 12 })
const versions = fc
  .record({
    epoch: fc.constantFrom(0n, 0n, 1n),
    release: fc.array(digits.map(BigInt), { minLength: 1, maxLength: 4 }),
    pre: fc.option(
      fc.record({ tag: fc.constantFrom('a' as const, 'b' as const, 'rc' as const), number: digits.map(BigInt) }),
    ),
    post: fc.option(digits.map(BigInt)),
    dev: fc.option(digits.map(BigInt)),
    local: fc.option(
      fc.array(fc.oneof(digits.map(BigInt), fc.constantFrom('abc', 'cu')), { minLength: 1, maxLength: 2 }),
    ),
  })
  .map((parts) => ({ ...parts }))

describe('of any version', () => {
  test('its normal spelling is read as itself', () => {
    fc.assert(
      fc.property(versions, (version) => {
        expect(parsePythonVersion(formatPythonVersion(version))).toEqual(version)
      }),
    )
  })
  test('the order is total: antisymmetric and transitive', () => {
    const key = (version: Parameters<typeof pointOf>[0]) => pointOf(version)
    fc.assert(
      fc.property(versions, versions, versions, (a, b, c) => {
        const [ab, ba] = [comparePoints(key(a), key(b)), comparePoints(key(b), key(a))]
        expect(Math.sign(ab) + Math.sign(ba)).toBe(0)
        const [low, , high] = [a, b, c].sort((x, y) => comparePoints(key(x), key(y)))
        if (low && high) expect(comparePoints(key(low), key(high))).toBeLessThanOrEqual(0)
      }),
    )
  })
  test('clauses that let a version in agree', () => {
    const clause = fc.tuple(fc.constantFrom('>=', '<=', '!=', '<', '>', '=='), versions).map(([operator, version]) => {
      const local = operator === '==' || operator === '!=' ? version.local : null
      return operator + formatPythonVersion({ ...version, local })
    })
    fc.assert(
      fc.property(fc.array(clause, { maxLength: 4 }), versions, (clauses, version) => {
        const specifiers = parseSpecifiers(clauses.join(',')) ?? []
        expect(specifiers).toHaveLength(clauses.length)
        if (specifiersAllow(specifiers, formatPythonVersion(version))) expect(specifiersAgree(specifiers)).toBe(true)
      }),
    )
  })
})

const pieces = fc.constantFrom(
  ...['1', '.', 'a', '[', ']', '(', ')', ';', '==', '>=', '*', '+', '!', 'and', 'or', 'in', 'not', ' ', "'", '"'],
  ...['os_name', '-', '_', ',', '@', 'rc', 'dev', 'post', '\u0000', '\u{1f600}'],
)

test('no text makes the parsers throw or hang', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join('')),
        fc.string(),
      ),
      (text) => {
        parsePythonVersion(text)
        parseSpecifiers(text)
        parseRequirement(text)
        parseMarker(text)
      },
    ),
  )
  for (const hostile of [
    '1'.repeat(4000),
    `a${'[a,'.repeat(1300)}`,
    '('.repeat(4000),
    `a;${'os_name=='.repeat(400)}`,
    'a'.repeat(90_000),
  ]) {
    expect(parsePythonVersion(hostile)).toBeNull()
    expect(parseRequirement(hostile)?.specifiers ?? []).toEqual([])
    expect(parseMarker(hostile)).toBeNull()
  }
})
