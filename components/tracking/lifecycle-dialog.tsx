'use client'
import { useChange } from '@/components/api/use-change'
import { InlineError } from '@/components/feedback/inline-error'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { trackingDone } from '@/lib/registry/tracking/tracking-values'

interface LifecycleDialogProps {
  action: 'delete' | 'restore'
  name: string
  path: string
  /** What happens, and what does not. */
  effect: string
  onClose: () => void
}

/** Deleting hides and can be undone, so a click on words that say the effect is enough. */
export function LifecycleDialog({ action, name, path, effect, onClose }: LifecycleDialogProps) {
  const deletes = action === 'delete'
  const change = useChange({
    room: 'registry',
    method: deletes ? 'DELETE' : 'POST',
    path: deletes ? path : `${path}/restore`,
    body: () => ({}),
    output: trackingDone,
    onDone: onClose,
  })
  const verb = deletes ? 'Delete' : 'Restore'
  return (
    <Dialog
      open
      onOpenChange={(next) => (next ? null : onClose())}
      title={`${verb} ${name}`}
      description={effect}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button tone={deletes ? 'harm' : 'primary'} busy={change.isPending} onClick={() => change.mutate(undefined)}>
            {verb} {name.length > 40 ? '' : name}
          </Button>
        </>
      }
    >
      <p className="text-muted">The change stands in the audit log, with your name.</p>
      <InlineError error={change.error} />
    </Dialog>
  )
}
