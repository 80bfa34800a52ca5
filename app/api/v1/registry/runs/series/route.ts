import { getMetricSeries } from '@/lib/registry/tracking/use-cases/get-metric-series'
import { defineRoute } from '@/lib/server/route'

export const GET = defineRoute(getMetricSeries)
