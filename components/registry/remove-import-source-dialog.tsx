'use client'
import { useChange } from '@/components/api/use-change'
import { InlineError } from '@/components/feedback/inline-error'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { type ImportSourceView, importSource } from '@/lib/registry/import-source-contract'
import { IMPORT_SOURCES_PATH } from './use-import-sources'

interface RemoveImportSourceDialogProps {
  source: ImportSourceView
  onClose: () => void
}

export function RemoveImportSourceDialog({ source, onClose }: RemoveImportSourceDialogProps) {
  const change = useChange({
    room: 'registry',
    method: 'DELETE',
    path: `${IMPORT_SOURCES_PATH}/${source.id}`,
    body: () => undefined,
    output: importSource,
    onDone: onClose,
  })
  return (
    <Dialog
      open
      onOpenChange={(next) => (next ? null : onClose())}
      title="Remove the import source"
      description={<span className="break-all">{source.address}</span>}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button tone="harm" busy={change.isPending} onClick={() => change.mutate(undefined)}>
            Remove the source
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <p>
          Its secret is forgotten. Nothing is registered or copied from there any more, and a copy that waits is
          refused. Versions that were copied stay.
        </p>
        <InlineError error={change.error} />
      </div>
    </Dialog>
  )
}
