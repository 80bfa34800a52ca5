import type { VulnerabilityReportView } from '@/lib/registry/dependency-contract'

const count = (size: number, one: string) => `${size} ${one}${size === 1 ? '' : 's'}`

/** What is known, and what is not: silence of a database that was never asked is no good news. */
export function describeVulnerabilities(report: VulnerabilityReportView, asOf: (iso: string) => string): string {
  if (report.database.state === 'not-configured') return 'Not known: no vulnerability database is configured.'
  if (report.database.state === 'not-readable')
    return 'Not known: the configured vulnerability database cannot be read. The log of the server says why.'
  const date = `database as of ${asOf(report.database.asOf)}`
  const blind =
    report.unknown.length === 0 ? '' : ` Of ${count(report.unknown.length, 'unpinned package')} nothing can be said.`
  if (report.checked === 0) return `Not known: no package is pinned, ${date}.`
  const certain = report.findings.filter((one) => one.certain)
  const grave = certain.filter((one) => one.severity.level === 'critical' || one.severity.level === 'high').length
  const found =
    certain.length === 0
      ? `No known vulnerability in ${count(report.checked, 'pinned package')}`
      : `${certain.length} known ${certain.length === 1 ? 'vulnerability' : 'vulnerabilities'} in ${count(report.checked, 'pinned package')}, ${grave} of them high or critical`
  const unsure = report.findings.length - certain.length
  const maybe =
    unsure === 0
      ? ''
      : ` ${count(unsure, 'further entry').replace('entrys', 'entries')} cannot be compared with the pinned version.`
  return `${found}, ${date}.${maybe}${blind}`
}
