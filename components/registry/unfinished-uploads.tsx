'use client'
import { formatBytes } from '@/components/ui/format-number'
import type { UploadState } from '@/lib/registry/upload-contract'

function arrived(upload: UploadState): number {
  return upload.parts.reduce((sum, part) => sum + part.sizeBytes, 0)
}

/** The unfinished upload that one of these files belongs to: same name, same size. Its bytes are compared before any is left out. */
export function resumableFor(uploads: readonly UploadState[], files: readonly File[]): UploadState | null {
  return (
    uploads.find((upload) =>
      files.some((file) => file.name === upload.path && file.size === Number(upload.sizeBytes)),
    ) ?? null
  )
}

/** What broke off in the last day, and how to go on with it: choose the same file again. */
export function UnfinishedUploads({
  uploads,
  chosen,
}: {
  uploads: readonly UploadState[]
  chosen: UploadState | null
}) {
  if (chosen !== null)
    return (
      <span className="text-xs text-muted">
        Goes on with version {chosen.versionNumber}: {formatBytes(arrived(chosen))} of{' '}
        {formatBytes(Number(chosen.sizeBytes))} are there already.
      </span>
    )
  const newest = uploads[0]
  if (newest === undefined) return null
  return (
    <span className="text-xs text-muted">
      The upload of <code className="font-mono">{newest.path}</code> broke off with {formatBytes(arrived(newest))} of{' '}
      {formatBytes(Number(newest.sizeBytes))}. Choose the same file again to go on.
    </span>
  )
}
