'use client'
import { EmptyState } from '@/components/feedback/empty-state'
import { QueryView } from '@/components/feedback/query-view'
import { TimeText } from '@/components/ui/time-text'
import { useAliasHistory } from './queries'

export function AliasHistory({ modelId }: { modelId: string }) {
  const query = useAliasHistory(modelId)
  return (
    <QueryView query={query} permission="registry:read" what="the alias history">
      {(page) =>
        page.items.length === 0 ? (
          <EmptyState
            title="No alias was ever set"
            text="An alias such as champion is a movable name for one version; every move is kept here."
          />
        ) : (
          <ol className="divide-y border-y">
            {page.items.map((move) => (
              <li key={move.id} className="flex flex-wrap gap-x-3 py-1.5">
                <span className="font-medium">{move.name}</span>
                <span>
                  {move.from === null ? 'set' : `v${move.from}`} → {move.to === null ? 'removed' : `v${move.to}`}
                </span>
                <span className="text-muted">
                  {move.actorName}, <TimeText at={move.at} />
                  {move.reason ? `: ${move.reason}` : ''}
                </span>
              </li>
            ))}
          </ol>
        )
      }
    </QueryView>
  )
}
