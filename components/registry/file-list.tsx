'use client'
import { Download } from 'lucide-react'
import { useCan } from '@/components/api/use-can'
import { useWorkspace } from '@/components/api/workspace-context'
import { EmptyState } from '@/components/feedback/empty-state'
import { CopyableId } from '@/components/ui/copyable-id'
import { formatBytes } from '@/components/ui/format-number'
import type { VersionDetail } from '@/lib/registry/contract'

export function FileList({ versionId, files }: { versionId: string; files: VersionDetail['files'] }) {
  const workspace = useWorkspace()
  const can = useCan('registry:download')
  if (files.length === 0)
    return <EmptyState title="No file yet" text="Files are uploaded before a version is submitted for intake." />
  return (
    <ul className="divide-y border-y">
      {files.map((file) => (
        <li key={file.path} className="flex flex-wrap items-center gap-x-4 gap-y-1 py-1.5">
          <code className="min-w-0 flex-1 font-mono text-xs break-all phone:basis-full">{file.path}</code>
          <span className="phone:flex-1">
            <CopyableId id={`sha256:${file.sha256}`} what="digest" />
          </span>
          <span className="w-20 text-right">{formatBytes(Number(file.sizeBytes))}</span>
          {can.allowed ? (
            <a
              href={`/api/v1/registry/versions/${versionId}/files/${file.path.split('/').map(encodeURIComponent).join('/')}?workspace=${workspace}`}
              download
              aria-label={`Download ${file.path}`}
              className="grid size-8 place-items-center rounded-sm text-muted hover:bg-hover"
            >
              <Download aria-hidden className="size-4" />
            </a>
          ) : null}
        </li>
      ))}
    </ul>
  )
}
