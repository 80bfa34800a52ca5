import { notFound } from '@/lib/kernel/app-error'
import { pool } from '@/lib/server/database'
import { defineQuery } from '@/lib/server/operation'
import { getBatchInput, getBatchOutput } from '../ingest-contract'

/** The stored answer of a batch: what a sender asks after an answer was lost. */
export const getBatch = defineQuery({
  name: 'monitoring.get-batch',
  permission: 'monitoring:ingest-predictions',
  input: getBatchInput,
  output: getBatchOutput,
  async run(ctx, { batchId, deploymentId }) {
    const { rows } = await pool().query<{ response: object }>(
      'SELECT response FROM mon.batch WHERE deployment_id = $1 AND batch_id = $2 AND workspace_id = $3',
      [deploymentId, batchId, ctx.workspace.id],
    )
    const [row] = rows
    if (row === undefined) throw notFound('batch')
    return getBatchOutput.parse({ ...row.response, dataThrough: null })
  },
})
