'use client'
import { useCan } from '@/components/api/use-can'
import { useChange } from '@/components/api/use-change'
import { InlineError } from '@/components/feedback/inline-error'
import { Button } from '@/components/ui/button'
import { formatBytes } from '@/components/ui/format-number'
import { type UploadState, uploadOutput } from '@/lib/registry/upload-contract'

function arrived(upload: UploadState): string {
  const bytes = upload.parts.reduce((sum, part) => sum + part.sizeBytes, 0)
  return `${formatBytes(bytes)} of ${formatBytes(Number(upload.sizeBytes))}`
}

/** The unfinished upload that one of these files belongs to: same name, same size. Its bytes are compared before any is left out. */
export function resumableFor(uploads: readonly UploadState[], files: readonly File[]): UploadState | null {
  return (
    uploads.find((upload) =>
      files.some((file) => file.name === upload.path && file.size === Number(upload.sizeBytes)),
    ) ?? null
  )
}

/** What broke off in the last day: how to go on with it (choose the same file again), or to forget it. */
export function UnfinishedUploads({
  uploads,
  chosen,
}: {
  uploads: readonly UploadState[]
  chosen: UploadState | null
}) {
  const can = useCan('registry:write')
  const discard = useChange({
    room: 'registry',
    method: 'DELETE',
    path: (id: string) => `/api/v1/registry/uploads/${id}`,
    body: () => undefined,
    output: uploadOutput,
  })
  const shown = chosen ?? uploads[0]
  if (shown === undefined) return null
  return (
    <div className="flex flex-wrap items-center justify-between gap-2 text-xs text-muted">
      {chosen !== null ? (
        <span>
          Goes on with version {chosen.versionNumber}: {arrived(chosen)} are there already.
        </span>
      ) : (
        <span className="min-w-0 [overflow-wrap:anywhere]">
          The upload of <code className="font-mono">{shown.path}</code> broke off with {arrived(shown)}. Choose the same
          file again to go on.
        </span>
      )}
      <Button size="sm" refusal={can.refusal} busy={discard.isPending} onClick={() => discard.mutate(shown.id)}>
        Discard what arrived
      </Button>
      <InlineError error={discard.error} />
    </div>
  )
}
