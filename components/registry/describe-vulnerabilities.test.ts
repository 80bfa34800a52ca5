import { expect, test } from 'vitest'
import type { VulnerabilityReportView } from '@/lib/registry/dependency-contract'
import { describeVulnerabilities } from './describe-vulnerabilities'

const ready = { state: 'ready' as const, asOf: '2026-11-01T00:00:00Z', records: 10 }
const finding = (level: 'high' | 'low', certain = true): VulnerabilityReportView['findings'][number] => ({
  package: 'a',
  version: '1',
  ids: ['CVE-1'],
  summary: '',
  severity: { level, score: null, vector: null },
  fixed: null,
  modified: '',
  certain,
})
const say = (report: Partial<VulnerabilityReportView>) =>
  describeVulnerabilities({ database: ready, findings: [], checked: 2, unknown: [], ...report }, (iso) =>
    iso.slice(0, 10),
  )

test('without a database, without a readable one and without a pin it is not known, never none', () => {
  for (const report of [
    { database: { state: 'not-configured' as const } },
    { database: { state: 'not-readable' as const } },
    { checked: 0 },
  ]) {
    expect(say(report)).toMatch(/^Not known/)
    expect(say(report)).not.toMatch(/No known/)
  }
})

test('what was looked up, in which database, and of what nothing can be said', () => {
  expect(say({ unknown: ['b'] })).toBe(
    'No known vulnerability in 2 pinned packages, database as of 2026-11-01. Of 1 unpinned package nothing can be said.',
  )
  expect(say({ findings: [finding('high'), finding('low'), finding('low', false)] })).toBe(
    '2 known vulnerabilities in 2 pinned packages, 1 of them high or critical, database as of 2026-11-01. 1 further entry cannot be compared with the pinned version.',
  )
})
