import { defineIngestRoute } from '@/lib/monitoring/ingest-route'
import { ingestLabels as ingest } from '@/lib/monitoring/label-port'
import { ingestLabels } from '@/lib/monitoring/use-cases/ingest-labels'

export const maxDuration = 120
export const POST = defineIngestRoute(ingestLabels, ingest)
