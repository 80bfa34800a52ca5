import { CircleDashed } from 'lucide-react'
import { Badge, StatusBadge } from '@/components/ui/badge'
import type { VersionDetail } from '@/lib/registry/contract'

export function FindingList({
  findings,
  verdict,
}: {
  findings: VersionDetail['findings']
  verdict: VersionDetail['verdict']
}) {
  if (findings.length === 0)
    return (
      <p className="text-muted">
        {verdict === null ? 'Intake has not looked at the files yet.' : 'Intake found nothing to object to.'}
      </p>
    )
  return (
    <ul className="divide-y border-y">
      {findings.map((finding) => (
        <li key={`${finding.code}-${finding.path}-${finding.message}`} className="grid gap-1 py-2">
          <span className="flex flex-wrap items-center gap-2">
            {/* It did not weigh on the verdict; "clean" beside what it says would read as praise. */}
            {finding.verdict === 'clean' ? (
              <Badge tone="unknown" icon={CircleDashed}>
                Note
              </Badge>
            ) : (
              <StatusBadge state={finding.verdict} />
            )}
            <code className="font-mono text-xs">{finding.code}</code>
            <code className="font-mono text-xs text-muted">{finding.path}</code>
          </span>
          <span>{finding.message}</span>
        </li>
      ))}
    </ul>
  )
}
