import { defineCommand, unchanged } from '@/lib/server/operation'
import { labelEnvelopeSchema, labelResultSchema } from '../ingest-contract'
import { ingestLabels as ingest } from '../label-port'

export const ingestLabels = defineCommand({
  name: 'monitoring.ingest-labels',
  permission: 'monitoring:ingest-labels',
  input: labelEnvelopeSchema,
  output: labelResultSchema,
  audit: ['monitoring.ingest-sealed'],
  async run(ctx, input) {
    return unchanged(
      await ingest({ principal: ctx.principal, workspaceId: ctx.workspace.id, body: input, clock: ctx.clock }),
    )
  },
})
