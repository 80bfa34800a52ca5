import { ingestPredictions as ingest } from '@/lib/monitoring/ingest-port'
import { defineIngestRoute } from '@/lib/monitoring/ingest-route'
import { ingestPredictions } from '@/lib/monitoring/use-cases/ingest-predictions'

export const maxDuration = 120
export const POST = defineIngestRoute(ingestPredictions, ingest)
