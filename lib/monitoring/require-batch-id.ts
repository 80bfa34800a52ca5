import { AppError } from '@/lib/kernel/app-error'
import { judgeBatchId } from './domain/batch-id'

/** Time inside a batch id, or the refusal that says what to send instead. */
export function requireBatchId(batchId: string, nowMs: number): number {
  const verdict = judgeBatchId(batchId, nowMs)
  if (verdict.ok) return verdict.atMs
  switch (verdict.reason) {
    case 'invalid_batch':
      throw new AppError('bad_request', {
        message: 'batchId must be a UUIDv7 in lower case.',
        details: { reason: verdict.reason },
      })
    case 'batch_too_old':
      throw new AppError('conflict', {
        message:
          'This batchId is older than 7 days and may have been counted already. Send data that was never stored under a new id.',
        details: { reason: verdict.reason },
      })
    case 'batch_in_future':
      throw new AppError('conflict', {
        message: "This batchId lies more than 10 minutes in the future. Check the sender's clock.",
        details: { reason: verdict.reason },
      })
  }
}
