'use client'
import type { ChartMarker } from '@/components/charts/place-markers'
import { QueryView } from '@/components/feedback/query-view'
import { Section } from '@/components/ui/section'
import { Skeleton } from '@/components/ui/skeleton'
import { StatusLine } from '@/components/ui/status-line'
import { TimeText } from '@/components/ui/time-text'
import { useNow } from '@/components/ui/use-now'
import { HealthCharts } from './health-charts'
import { useSeries } from './queries'
import { RangeSelect } from './range-select'
import { useWindow } from './use-window'

const STALE_MS = 120_000

function Loading() {
  return (
    <div role="status" aria-label="Loading charts" className="grid gap-x-8 gap-y-6 md:grid-cols-2">
      {['traffic', 'errors', 'latency', 'quality'].map((name) => (
        <Skeleton key={name} className="h-48" />
      ))}
    </div>
  )
}

/** Fresh data is a quiet fact, old data a finding. */
function DataThrough({ at }: { at: string }) {
  const now = useNow(5000)
  if (now === null || now - Date.parse(at) < STALE_MS)
    return (
      <span>
        Data through <TimeText at={at} ago />
      </span>
    )
  return (
    <StatusLine state="STALE">
      No fresh data: the newest is from <TimeText at={at} ago />
    </StatusLine>
  )
}

function Charts({
  deploymentId,
  window,
  markers,
}: {
  deploymentId: string
  window: { from: string; to: string }
  markers: readonly ChartMarker[]
}) {
  const query = useSeries(deploymentId, window)
  return (
    <Section
      title="Health"
      description={
        query.data?.dataThrough ? <DataThrough at={query.data.dataThrough} /> : 'No prediction has been captured yet.'
      }
      actions={<RangeSelect />}
    >
      <QueryView query={query} permission="monitoring:read" what="the charts" loading={<Loading />}>
        {(data) => <HealthCharts data={data} markers={markers} />}
      </QueryView>
    </Section>
  )
}

/** Traffic, errors, latency and quality by variant on one time axis with one cursor. */
export function HealthStrip({ deploymentId, markers }: { deploymentId: string; markers: readonly ChartMarker[] }) {
  const window = useWindow()
  return window === null ? <Loading /> : <Charts deploymentId={deploymentId} window={window} markers={markers} />
}
