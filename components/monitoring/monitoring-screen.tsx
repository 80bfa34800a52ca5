'use client'
import { Radar } from 'lucide-react'
import Link from 'next/link'
import { useWorkspace } from '@/components/api/workspace-context'
import { EmptyState } from '@/components/feedback/empty-state'
import { QueryView } from '@/components/feedback/query-view'
import { byImportance } from '@/components/rollouts/by-importance'
import { EnvironmentTag } from '@/components/rollouts/environment-tag'
import { useDeployments } from '@/components/rollouts/queries'
import { PageHeader } from '@/components/shell/page-header'
import { VariantFigures } from './variant-figures'
import { Windowed } from './windowed'

/** Every deployment with its figures by variant; a click leads to drift. */
export function MonitoringScreen() {
  const workspace = useWorkspace()
  const query = useDeployments({ state: 'ACTIVE', limit: 50 })
  const n = query.data?.items.length ?? 0
  return (
    <>
      <PageHeader
        crumbs={[{ label: 'Monitoring' }]}
        headline={query.data ? `${n} ${n === 1 ? 'deployment is' : 'deployments are'} watched.` : 'Monitoring'}
      />
      <QueryView query={query} permission="monitoring:read" what="the deployments">
        {(page) =>
          page.items.length === 0 ? (
            <EmptyState
              icon={Radar}
              title="Nothing to watch yet"
              text="Traffic, errors, latency, quality and drift appear here for every deployment that serves."
            />
          ) : (
            <Windowed control fallback="1h">
              {(window) => (
                <div className="grid gap-8">
                  {byImportance(page.items).map((one) => (
                    <section key={one.id} aria-label={one.name}>
                      <div className="mb-2 flex flex-wrap items-center gap-3">
                        <h2 className="text-base font-semibold">{one.name}</h2>
                        <EnvironmentTag name={one.environment.name} kind={one.environment.kind} />
                        <Link href={`/${workspace}/monitoring/${one.id}`} className="text-link hover:underline">
                          Drift
                        </Link>
                        <Link href={`/${workspace}/deployments/${one.id}`} className="text-link hover:underline">
                          Deployment
                        </Link>
                      </div>
                      <VariantFigures deploymentId={one.id} window={window} />
                    </section>
                  ))}
                </div>
              )}
            </Windowed>
          )
        }
      </QueryView>
    </>
  )
}
