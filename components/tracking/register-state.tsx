'use client'
import { useRead } from '@/components/api/use-read'
import { useWorkspace } from '@/components/api/workspace-context'
import { QueryView } from '@/components/feedback/query-view'
import { StatusBadge } from '@/components/ui/badge'
import { ButtonLink } from '@/components/ui/button-link'
import { ProgressBar } from '@/components/ui/progress-bar'
import { type VersionDetail, versionDetail } from '@/lib/registry/contract'

const WAITING: readonly string[] = ['PENDING', 'SCANNING']
const OFTEN_MS = 1000

function words(version: VersionDetail): string {
  if (version.state === 'READY') return 'It is ready and can be deployed.'
  if (WAITING.includes(version.state)) return 'Intake is looking through its files.'
  return version.stateReason ?? 'Its page says what intake found.'
}

/** From the moment of registration until intake has decided. */
export function RegisterState({ made }: { made: { modelId: string; versionId: string; number: number } }) {
  const workspace = useWorkspace()
  const query = useRead({
    key: ['registry', 'get-version'],
    path: `/api/v1/registry/versions/${made.versionId}`,
    output: versionDetail,
    everyMs: OFTEN_MS,
  })
  return (
    <QueryView
      query={query}
      permission="registry:read"
      what="the new version"
      loading={<ProgressBar value={null} label="Registered" />}
    >
      {(version) => (
        <div className="grid gap-4" aria-live="polite">
          <p className="flex flex-wrap items-center gap-2">
            <span className="font-medium">
              {version.modelName} v{version.number}
            </span>
            <StatusBadge state={version.state} />
          </p>
          <p>{words(version)}</p>
          {WAITING.includes(version.state) ? <ProgressBar value={null} label="Intake" /> : null}
          <div>
            <ButtonLink tone="primary" href={`/${workspace}/models/${made.modelId}/versions/${made.versionId}`}>
              Open {version.modelName} v{version.number}
            </ButtonLink>
          </div>
        </div>
      )}
    </QueryView>
  )
}
