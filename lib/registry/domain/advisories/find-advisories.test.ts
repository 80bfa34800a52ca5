import { describe, expect, test } from 'vitest'
import { cvss3BaseScore } from './cvss-score'
import { findAdvisories } from './find-advisories'
import { osvAffects } from './osv-affects'
import { type OsvAffected, parseOsvRecord } from './osv-record'
import { compareSemver } from './semver-order'

type Events = OsvAffected['ranges'][number]['events']
const affected = (events: Events, type = 'ECOSYSTEM', versions: string[] = []): OsvAffected => ({
  ranges: [{ type, events }],
  versions,
  severity: [],
})
const hits = (entry: OsvAffected, versions: string[]) =>
  versions.filter((version) => osvAffects(entry, version).affected)

describe('ranges of PyPI in the order of PEP 440', () => {
  test('from the beginning to before the fix; a release candidate of the fix is still affected, a post-release is not', () => {
    const entry = affected([{ introduced: '0' }, { fixed: '1.0' }])
    expect(hits(entry, ['0.1', '1.0rc1', '1.0.dev3', '1.0', '1.0.post1', '1!0.1'])).toEqual([
      '0.1',
      '1.0rc1',
      '1.0.dev3',
    ])
  })
  test('several windows, in whatever order they are written', () => {
    const entry = affected([{ fixed: '2.5' }, { introduced: '2.0' }, { introduced: '0' }, { fixed: '1.2' }])
    expect(hits(entry, ['1.1', '1.2', '1.9', '2.0', '2.4.9', '2.5'])).toEqual(['1.1', '2.0', '2.4.9'])
    expect(osvAffects(entry, '1.1').fixed).toBe('1.2')
    expect(osvAffects(entry, '2.1').fixed).toBe('2.5')
  })
  test('last_affected is itself affected; a local build is judged as what it was built from', () => {
    const entry = affected([{ introduced: '1.0' }, { last_affected: '2.1.0' }])
    expect(hits(entry, ['0.9', '1.0', '2.1.0', '2.1.0+cu118', '2.1.0.post1', '2.1.1'])).toEqual([
      '1.0',
      '2.1.0',
      '2.1.0+cu118',
    ])
    expect(hits(affected([{ introduced: '0' }, { fixed: '2.1.0' }]), ['2.1.0+cu118'])).toEqual([])
  })
  test('an epoch outranks every number without one', () => {
    expect(hits(affected([{ introduced: '1!1.0' }]), ['99', '1!1.0'])).toEqual(['1!1.0'])
  })
  test('limits end a window, and versions beyond any of them are free', () => {
    const entry = affected([{ introduced: '0' }, { limit: '1.5' }])
    expect(hits(entry, ['1.4', '1.5', '2'])).toEqual(['1.4'])
  })
  test('versions that are listed count without any range, in any spelling', () => {
    const entry = { ...affected([]), ranges: [], versions: ['1.0', '1.1rc1'] }
    expect(hits(entry, ['1.0.0', '1.1-rc.1', '1.1', '1.0+local'])).toEqual(['1.0.0', '1.1-rc.1', '1.0+local'])
  })
  test('a version that has no place in the order is not called safe', () => {
    expect(osvAffects(affected([{ introduced: '0' }, { fixed: '1.0' }]), 'nightly').affected).toBeNull()
    expect(osvAffects(affected([{ introduced: 'abc' }], 'GIT'), '1.0').affected).toBe(false)
  })
})

test('SEMVER ranges follow semantic versioning: 1.0.0-rc.1 lies below 1.0.0, numbers below texts', () => {
  expect(
    hits(affected([{ introduced: '1.0.0-alpha' }, { fixed: '1.0.0' }], 'SEMVER'), [
      '0.9.0',
      '1.0.0-alpha.1',
      '1.0.0-rc.1',
      '1.0.0',
    ]),
  ).toEqual(['1.0.0-alpha.1', '1.0.0-rc.1'])
  const order = [
    '1.0.0-alpha',
    '1.0.0-alpha.1',
    '1.0.0-alpha.beta',
    '1.0.0-beta',
    '1.0.0-beta.2',
    '1.0.0-beta.11',
    '1.0.0-rc.1',
    '1.0.0',
  ]
  for (const [index, version] of order.slice(1).entries())
    expect(compareSemver(order[index] ?? '', version)).toBeLessThan(0)
})

test('base scores of CVSS 3 are those of the published calculator', () => {
  const known: [string, number | null][] = [
    ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', 9.8],
    ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H', 10],
    ['CVSS:3.0/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N', 6.1],
    ['CVSS:3.1/AV:L/AC:L/PR:L/UI:N/S:U/C:N/I:N/A:H', 5.5],
    ['CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:U/C:H/I:N/A:N', 5.9],
    ['CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H', 8.8],
    ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N', 0],
    ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H', null],
    ['CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N', null],
    ['AV:N/AC:L/Au:N/C:P/I:P/A:P', null],
  ]
  expect(known.map(([vector]) => [vector, cvss3BaseScore(vector)])).toEqual(known)
})

describe('findings of one package', () => {
  const record = (change: object) => {
    const parsed = parseOsvRecord({
      id: 'PYSEC-1',
      modified: '2026-01-01T00:00:00Z',
      summary: 'Reads what it should not',
      affected: [
        {
          package: { ecosystem: 'PyPI', name: 'Example_Pkg' },
          ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: '2.0' }] }],
        },
      ],
      ...change,
    })
    if (!parsed) throw new Error('not a record')
    return parsed
  }
  const pinned = { package: 'example-pkg', version: '1.0' }

  test('withdrawn records, other ecosystems and other packages say nothing', () => {
    const elsewhere = [{ package: { ecosystem: 'npm', name: 'example-pkg' }, versions: ['1.0'] }]
    expect(
      findAdvisories([record({ withdrawn: '2026-02-01T00:00:00Z' }), record({ affected: elsewhere })], pinned),
    ).toEqual([])
    expect(findAdvisories([record({})], { ...pinned, package: 'example' })).toEqual([])
    expect(findAdvisories([record({})], { ...pinned, version: '2.0' })).toEqual([])
  })
  test('records that are names of one flaw make one finding with the graver severity', () => {
    const vector = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H'
    const other = record({
      id: 'GHSA-1',
      aliases: ['CVE-2026-1'],
      modified: '2026-03-01T00:00:00Z',
      severity: [{ type: 'CVSS_V3', score: vector }],
    })
    const [finding, ...more] = findAdvisories([record({ aliases: ['CVE-2026-1'] }), other], pinned)
    expect(more).toEqual([])
    expect(finding).toMatchObject({
      fixed: '2.0',
      modified: '2026-03-01T00:00:00Z',
      certain: true,
      severity: { level: 'critical', score: 9.8, vector },
    })
    expect([...(finding?.ids ?? [])].sort()).toEqual(['CVE-2026-1', 'GHSA-1', 'PYSEC-1'])
  })
  test('a vector in CVSS 4 counts before one in CVSS 3', () => {
    const third = { type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' }
    const fourth = { type: 'CVSS_V4', score: 'CVSS:4.0/AV:N/AC:L/AT:P/PR:N/UI:P/VC:L/VI:N/VA:N/SC:N/SI:N/SA:N/E:P' }
    const severity = findAdvisories([record({ severity: [third, fourth] })], pinned)[0]?.severity
    expect(severity).toEqual({ level: 'low', score: 2.3, vector: fourth.score })
  })
  test('without a vector that can be read the word of the database counts, and without both it is unknown', () => {
    const fourth = [{ type: 'CVSS_V4', score: 'CVSS:4.0/AV:N' }]
    const worded = record({ severity: fourth, database_specific: { severity: 'MODERATE' } })
    expect(findAdvisories([worded], pinned)[0]?.severity).toEqual({
      level: 'medium',
      score: null,
      vector: 'CVSS:4.0/AV:N',
    })
    expect(findAdvisories([record({})], pinned)[0]?.severity.level).toBe('unknown')
  })
})
