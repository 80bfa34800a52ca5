'use client'
import { Download, File, Folder } from 'lucide-react'
import { useCan } from '@/components/api/use-can'
import { useWorkspace } from '@/components/api/workspace-context'
import { EmptyState } from '@/components/feedback/empty-state'
import { QueryView } from '@/components/feedback/query-view'
import { formatBytes } from '@/components/ui/format-number'
import { useArtifacts } from './queries'

interface ArtifactListProps {
  /** `runs/<id>` or `logged-models/<id>`. */
  owner: string
  /** Folder that is open; '' is the root. */
  path: string
  onOpen: (path: string) => void
  rootName: string
  /** Whose files these are. */
  label: string
}

const encoded = (path: string) => path.split('/').map(encodeURIComponent).join('/')

/** One folder at a time, with the way back above it. */
export function ArtifactList({ owner, path, onOpen, rootName, label }: ArtifactListProps) {
  const workspace = useWorkspace()
  const can = useCan('registry:download')
  const query = useArtifacts(owner, path)
  const parts = path === '' ? [] : path.split('/')
  const within = (name: string) => (path === '' ? name : `${path}/${name}`)
  const crumb = 'rounded-sm text-link hover:underline'
  return (
    <div className="grid gap-2">
      <nav aria-label={`Folder of ${label}`} className="flex flex-wrap items-center gap-1 text-sm text-muted">
        <button type="button" className={crumb} onClick={() => onOpen('')}>
          {rootName}
        </button>
        {parts.map((part, index) => (
          <span key={parts.slice(0, index + 1).join('/')} className="flex items-center gap-1">
            /
            <button type="button" className={crumb} onClick={() => onOpen(parts.slice(0, index + 1).join('/'))}>
              {part}
            </button>
          </span>
        ))}
      </nav>
      <QueryView query={query} permission="registry:read" what="these files">
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title="No file here" text="Programs put files here with mlflow.log_artifact and log_model." />
          ) : (
            <ul aria-label={`Files of ${label}`} className="divide-y border-y">
              {items.map((item) => (
                <li key={item.name} className="flex min-h-9 items-center gap-3 py-0.5">
                  {item.isDirectory ? (
                    <button
                      type="button"
                      onClick={() => onOpen(within(item.name))}
                      className="flex min-w-0 flex-1 items-center gap-2 rounded-sm text-left hover:underline"
                    >
                      <Folder aria-hidden className="size-4 shrink-0 text-muted" />
                      <span className="font-mono text-xs break-all">{item.name}</span>
                    </button>
                  ) : (
                    <span className="flex min-w-0 flex-1 items-center gap-2">
                      <File aria-hidden className="size-4 shrink-0 text-muted" />
                      <span className="font-mono text-xs break-all">{item.name}</span>
                    </span>
                  )}
                  <span className="text-muted">{item.sizeBytes === null ? '' : formatBytes(item.sizeBytes)}</span>
                  {item.isDirectory || !can.allowed ? (
                    <span className="size-8" />
                  ) : (
                    <a
                      href={`/api/v1/registry/${owner}/files/${encoded(within(item.name))}?workspace=${workspace}`}
                      download
                      aria-label={`Download ${item.name}`}
                      className="grid size-8 place-items-center rounded-sm text-muted hover:bg-hover"
                    >
                      <Download aria-hidden className="size-4" />
                    </a>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </QueryView>
    </div>
  )
}
