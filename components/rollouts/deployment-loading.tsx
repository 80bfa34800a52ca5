import { Skeleton } from '@/components/ui/skeleton'

/** The final shape of a deployment page. */
export function DeploymentLoading() {
  return (
    <div role="status" aria-label="Loading the deployment" className="grid gap-5">
      <Skeleton className="h-4 w-56" />
      <Skeleton className="h-7 w-full max-w-xl" />
      <div className="grid gap-6 md:grid-cols-2">
        <Skeleton className="h-14" />
        <Skeleton className="h-14" />
      </div>
      <Skeleton className="h-32" />
      <div className="grid gap-6 md:grid-cols-2 xl:grid-cols-4">
        {['traffic', 'errors', 'latency', 'quality'].map((name) => (
          <Skeleton key={name} className="h-44" />
        ))}
      </div>
    </div>
  )
}
