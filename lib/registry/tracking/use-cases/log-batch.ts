import { AppError } from '@/lib/kernel/app-error'
import { announceTracking } from '../announce-tracking'
import { type LogBatch, logBatchInput } from '../metric-contract'
import { writeBatch } from '../store/log-batch'
import { trackingDone } from '../tracking-values'
import { defineTrackingWrite } from '../tracking-write'

function requireDistinctParams({ params }: LogBatch): void {
  const keys = params.map(({ key }) => key)
  const twice = keys.find((key, index) => keys.indexOf(key) !== index)
  if (twice !== undefined)
    throw new AppError('invalid', { message: `Duplicate parameter keys have been submitted: ['${twice}']` })
}

/** Metrics, params and tags of a run at once: also a single one of them. */
export const logBatch = defineTrackingWrite({
  name: 'registry.log-batch',
  input: logBatchInput,
  output: trackingDone,
  async write({ principal, workspaceId }, batch) {
    requireDistinctParams(batch)
    await writeBatch({ workspaceId, principalId: principal.id, operation: 'log-batch', batch })
    announceTracking(workspaceId)
    return {}
  },
})
