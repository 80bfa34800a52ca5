import { defineCommand, unchanged } from '@/lib/server/operation'
import { batchResultSchema, predictionEnvelopeSchema } from '../ingest-contract'
import { ingestPredictions as ingest } from '../ingest-port'

/** The batch ledger stands for the audit event; it is sealed by the hour. The transaction is the port's own: it needs COPY. */
export const ingestPredictions = defineCommand({
  name: 'monitoring.ingest-predictions',
  permission: 'monitoring:ingest-predictions',
  input: predictionEnvelopeSchema,
  output: batchResultSchema,
  audit: ['monitoring.ingest-sealed'],
  async run(ctx, input) {
    return unchanged(
      await ingest({ principal: ctx.principal, workspaceId: ctx.workspace.id, body: input, clock: ctx.clock }),
    )
  },
})
