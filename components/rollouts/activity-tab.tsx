'use client'
import { useWorkspace } from '@/components/api/workspace-context'
import { EmptyState } from '@/components/feedback/empty-state'
import { QueryView } from '@/components/feedback/query-view'
import { useRollouts } from './queries'
import { RolloutTable } from './rollout-table'

/** Every change of traffic here: who, why, with which outcome. */
export function ActivityTab({ deploymentId }: { deploymentId: string }) {
  const workspace = useWorkspace()
  const query = useRollouts({ deploymentId, limit: 20 })
  return (
    <QueryView query={query} permission="rollouts:read" what="the changes of this deployment">
      {(page) =>
        page.items.length === 0 ? (
          <EmptyState
            title="Nothing was changed yet"
            text="Every rollout and rollback of this deployment is listed here, with who asked for it, why, and how it ended."
          />
        ) : (
          <>
            <RolloutTable rollouts={page.items} />
            <p className="pt-3 text-xs">
              <a className="text-link hover:underline" href={`/${workspace}/audit?resource=deployment:${deploymentId}`}>
                All audit events of this deployment
              </a>
            </p>
          </>
        )
      }
    </QueryView>
  )
}
