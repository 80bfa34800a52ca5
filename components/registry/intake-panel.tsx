import { StatusBadge } from '@/components/ui/badge'
import { Facts } from '@/components/ui/facts'
import { Section } from '@/components/ui/section'
import type { VersionDetail } from '@/lib/registry/contract'
import { describeHeaders } from './describe-headers'
import { FindingList } from './finding-list'
import { QuarantineAction } from './quarantine-action'
import { describeVerdict } from './quarantine-words'

/** What intake made of the files: verdict and why, what the headers say, and the way in and out of quarantine. */
export function IntakePanel({ version }: { version: VersionDetail }) {
  const headers = describeHeaders(version.metadata)
  return (
    <div className="grid gap-8">
      <Section title="Verdict" actions={<QuarantineAction version={version} />}>
        <div className="grid gap-3">
          <p className="flex flex-wrap items-center gap-2">
            {version.verdict ? <StatusBadge state={version.verdict} /> : null}
            <span>{describeVerdict(version)}</span>
          </p>
          {version.state === 'READY' && version.stateReason ? <p>{version.stateReason}</p> : null}
          <FindingList findings={version.findings} verdict={version.verdict} />
        </div>
      </Section>
      {headers.map((header) => (
        <Section key={header.title} title={header.title} description={header.description}>
          <Facts facts={header.facts} />
        </Section>
      ))}
    </div>
  )
}
