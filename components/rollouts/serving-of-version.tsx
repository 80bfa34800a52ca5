'use client'
import { QueryView } from '@/components/feedback/query-view'
import { useVersion } from '@/components/registry/queries'
import { formatBps } from '@/components/ui/format-number'
import { Section } from '@/components/ui/section'
import { StatusLine } from '@/components/ui/status-line'
import { TimeText } from '@/components/ui/time-text'
import { DeploymentLink } from './deployment-link'
import { EnvironmentTag } from './environment-tag'
import { useDeployments } from './queries'
import { type ServingRow, servingRows } from './serving-rows'

function Row({ row: { deployment, desiredBps, mirrorBps, observedBps } }: { row: ServingRow }) {
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 py-1.5">
      <DeploymentLink id={deployment.id} name={deployment.name} />
      <EnvironmentTag name={deployment.environment.name} kind={deployment.environment.kind} />
      <span>
        ordered <span className="font-medium">{formatBps(desiredBps)}</span>
        {mirrorBps > 0 ? `, mirror ${formatBps(mirrorBps)}` : ''}
      </span>
      <span className="text-muted">
        observed {observedBps === null ? 'not yet' : formatBps(observedBps)}
        {deployment.observed ? (
          <>
            , <TimeText at={deployment.observed.observedAt} ago />
          </>
        ) : null}
      </span>
      <StatusLine state={deployment.agent.status}>{deployment.agent.name}</StatusLine>
    </li>
  )
}

/** Where a version serves now: ordered beside observed, per deployment. */
export function ServingOfVersion({ versionId }: { versionId: string }) {
  const version = useVersion(versionId)
  const deployments = useDeployments({ modelId: version.data?.modelId, limit: 200 }, version.data !== undefined)
  const number = version.data?.number
  if (number === undefined) return null
  return (
    <Section title="Where it serves now">
      <QueryView query={deployments} permission="rollouts:read" what="where this version serves">
        {(page) => {
          const rows = servingRows(page.items, number)
          return rows.length === 0 ? (
            <p className="text-muted">
              {page.items.length === 0
                ? 'No deployment serves this model.'
                : `Nowhere: the ${page.items.length === 1 ? 'deployment' : `${page.items.length} deployments`} of this model ${page.items.length === 1 ? 'serves' : 'serve'} other versions.`}
            </p>
          ) : (
            <ul className="divide-y border-y">
              {rows.map((row) => (
                <Row key={row.deployment.id} row={row} />
              ))}
            </ul>
          )
        }}
      </QueryView>
    </Section>
  )
}
