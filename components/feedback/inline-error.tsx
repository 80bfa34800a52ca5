import { CircleAlert } from 'lucide-react'
import { ApiError } from '@/components/api/api-error'
import { CopyableId } from '@/components/ui/copyable-id'

/** A refusal inside a dialog or form: it stays until the next try. */
export function InlineError({ error }: { error: Error | null }) {
  if (error === null) return null
  const requestId = error instanceof ApiError ? error.requestId : null
  return (
    <div role="alert" className="flex gap-2 rounded-sm bg-harm-surface px-3 py-2 text-sm text-harm">
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0">
        <p>{error.message}</p>
        {requestId ? (
          <p className="flex items-center gap-1 text-xs">
            Nothing was changed. Request <CopyableId id={requestId} what="request id" />
          </p>
        ) : null}
      </div>
    </div>
  )
}
