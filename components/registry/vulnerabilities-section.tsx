'use client'
import { QueryView } from '@/components/feedback/query-view'
import { CopyCommand } from '@/components/ui/copy-command'
import { Section } from '@/components/ui/section'
import { describeVulnerabilities } from './describe-vulnerabilities'
import { useVulnerabilities } from './queries'
import { VulnerabilityList } from './vulnerability-list'

const dayOf = (iso: string) => iso.slice(0, 10)

export function VulnerabilitiesSection({ versionId }: { versionId: string }) {
  const query = useVulnerabilities(versionId)
  return (
    <Section title="Known vulnerabilities">
      <QueryView query={query} permission="registry:read" what="the known vulnerabilities">
        {(report) => (
          <div className="grid gap-3">
            <p>{describeVulnerabilities(report, dayOf)}</p>
            {report.database.state === 'not-configured' ? (
              <>
                <p className="text-sm text-muted">
                  Download the PyPI archive of osv.dev, name it in the configuration and start again. It is read
                  offline.
                </p>
                <CopyCommand command="SLIPWAY_OSV_FILE=/path/to/all.zip npm run up" />
              </>
            ) : null}
            <VulnerabilityList findings={report.findings} />
          </div>
        )}
      </QueryView>
    </Section>
  )
}
