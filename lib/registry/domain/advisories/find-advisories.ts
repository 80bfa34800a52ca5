import { packageKey } from '../dependencies/requirement'
import { osvAffects } from './osv-affects'
import type { OsvRecord } from './osv-record'
import { graver, SEVERITIES, type Severity, severityOf } from './severity'

export interface AdvisoryFinding {
  package: string
  version: string
  /** Every name of the flaw: records that name each other are one finding. The first one has its page at osv.dev. */
  ids: string[]
  summary: string
  severity: Severity
  /** Lowest version that is stated to be free of it. */
  fixed: string | null
  modified: string
  /** false: the record is about this package, but its versions cannot be compared with the pinned one. */
  certain: boolean
}

interface Pinned {
  package: string
  version: string
}

const firstLine = (text: string) =>
  text
    .split('\n')
    .find((line) => line.trim() !== '')
    ?.trim()
    .slice(0, 300) ?? ''

function findingOf(record: OsvRecord, pinned: Pinned): AdvisoryFinding[] {
  if (record.withdrawn) return []
  const own = record.affected.filter(
    (one) => one.package?.ecosystem.split(':')[0] === 'PyPI' && packageKey(one.package.name) === pinned.package,
  )
  const judged = own.map((one) => ({ one, verdict: osvAffects(one, pinned.version) }))
  const hit =
    judged.find(({ verdict }) => verdict.affected === true) ?? judged.find(({ verdict }) => verdict.affected === null)
  if (!hit) return []
  return [
    {
      ...pinned,
      ids: [record.id, ...record.aliases],
      summary: firstLine(record.summary) || firstLine(record.details) || record.id,
      severity: severityOf(record, hit.one),
      fixed: hit.verdict.fixed,
      modified: record.modified,
      certain: hit.verdict.affected === true,
    },
  ]
}

function merge(a: AdvisoryFinding, b: AdvisoryFinding): AdvisoryFinding {
  const lead = a.severity.level === 'unknown' && b.severity.level !== 'unknown' ? b : a
  return {
    ...lead,
    ids: [...new Set([...a.ids, ...b.ids])],
    severity: graver(a.severity, b.severity),
    fixed: lead.fixed ?? a.fixed ?? b.fixed,
    modified: [a.modified, b.modified].sort().at(-1) ?? a.modified,
    certain: a.certain || b.certain,
  }
}

/** What the records say of one pinned package; two databases that describe one flaw make one finding. Gravest first. */
export function findAdvisories(records: readonly OsvRecord[], pinned: Pinned): AdvisoryFinding[] {
  let findings: AdvisoryFinding[] = []
  for (const found of records.flatMap((record) => findingOf(record, pinned))) {
    const kin = findings.filter((one) => one.ids.some((id) => found.ids.includes(id)))
    findings = [...findings.filter((one) => !kin.includes(one)), kin.reduce(merge, found)]
  }
  return findings.sort(byGravity)
}

export function byGravity(a: AdvisoryFinding, b: AdvisoryFinding): number {
  const level = SEVERITIES.indexOf(a.severity.level) - SEVERITIES.indexOf(b.severity.level)
  return level || (b.severity.score ?? 0) - (a.severity.score ?? 0) || (a.ids[0] ?? '').localeCompare(b.ids[0] ?? '')
}
