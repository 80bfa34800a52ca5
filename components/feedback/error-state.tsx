import { CircleAlert, RotateCw } from 'lucide-react'
import { ApiError } from '@/components/api/api-error'
import { Button } from '@/components/ui/button'
import { CopyableId } from '@/components/ui/copyable-id'
import { StateFrame } from './state-frame'

interface ErrorStateProps {
  error: Error
  onRetry?: () => void
  /** What could not be shown, for example "this deployment". */
  what?: string
}

/** What failed, what was not changed, what to do, and the id to quote. */
export function ErrorState({ error, onRetry, what = 'this page' }: ErrorStateProps) {
  const requestId = error instanceof ApiError ? error.requestId : null
  const missing = error instanceof ApiError && error.status === 404
  return (
    <StateFrame
      icon={CircleAlert}
      title={missing ? 'There is nothing at this address' : `Slipway could not show ${what}`}
      live
    >
      <p className="text-muted">{error.message}</p>
      <div className="flex flex-wrap items-center gap-3">
        {onRetry && !missing ? (
          <Button icon={<RotateCw aria-hidden />} onClick={onRetry}>
            Try again
          </Button>
        ) : null}
        {requestId ? (
          <span className="inline-flex items-center gap-1 text-xs text-muted">
            Request <CopyableId id={requestId} what="request id" />
          </span>
        ) : null}
      </div>
    </StateFrame>
  )
}
