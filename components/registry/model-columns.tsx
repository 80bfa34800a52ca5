import type { Column } from '@/components/data-table/column'
import { formatCount } from '@/components/ui/format-number'
import { StatusLine } from '@/components/ui/status-line'
import { TimeText } from '@/components/ui/time-text'
import type { ModelSummary } from '@/lib/registry/contract'
import { AliasTags } from './alias-tags'
import { ModelLink } from './model-link'

export const modelColumns: readonly Column<ModelSummary>[] = [
  { id: 'name', header: 'Model', sort: 'name', cell: (one) => <ModelLink id={one.id} name={one.name} /> },
  {
    id: 'description',
    header: 'Description',
    width: 'max-w-96',
    cell: (one) => (
      <span className="line-clamp-1 text-muted" title={one.description}>
        {one.description}
      </span>
    ),
  },
  { id: 'importance', header: 'Importance', cell: (one) => one.importance },
  {
    id: 'latest',
    header: 'Latest',
    cell: (one) =>
      one.latest ? (
        <StatusLine state={one.latest.state}>v{one.latest.number}</StatusLine>
      ) : (
        <span className="whitespace-nowrap text-faint">no version</span>
      ),
  },
  {
    id: 'aliases',
    header: 'Aliases',
    cell: (one) => <AliasTags aliases={one.aliases.map((alias) => `${alias.name} → v${alias.number}`)} />,
  },
  { id: 'versions', header: 'Versions', align: 'right', cell: (one) => formatCount(one.versionCount) },
  { id: 'updated', header: 'Changed', sort: 'updatedAt', cell: (one) => <TimeText at={one.updatedAt} ago /> },
]
