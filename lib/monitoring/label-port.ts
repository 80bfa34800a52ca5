import { AppError } from '@/lib/kernel/app-error'
import { systemClock } from '@/lib/kernel/clock'
import { parseInput } from '@/lib/server/parse-input'
import { type LabelInput, readLabel } from './domain/label-input'
import type { RowError } from './domain/prediction-row'
import { BadRecord } from './domain/read-fields'
import { requireIngest } from './ingest-access'
import { type LabelResult, labelEnvelopeSchema, labelResultSchema } from './ingest-contract'
import type { IngestCall } from './ingest-port'
import { requireBatchId } from './require-batch-id'
import { announce } from './store/announce'
import { readDataThrough } from './store/data-through'
import { ensureBatchDay } from './store/partitions'
import { readBody } from './store/read-body'
import { storeLabels } from './store/store-labels'

const MAX_ERRORS = 100

/** Stores a batch of labels and corrects the outcomes of the predictions they belong to; one without a prediction waits for it. */
export async function ingestLabels(call: IngestCall): Promise<LabelResult> {
  const nowMs = (call.clock ?? systemClock).now().getTime()
  const { value, digest, record } = readBody(call.body, call.format)
  const envelope = parseInput(labelEnvelopeSchema, value)
  if (call.idempotencyKey && call.idempotencyKey !== envelope.batchId)
    throw new AppError('bad_request', {
      message: 'Idempotency-Key must equal batchId.',
      details: { reason: 'invalid_batch' },
    })
  const { deployment } = await requireIngest(
    call.principal,
    'monitoring:ingest-labels',
    call.workspaceId,
    envelope.deploymentId,
    nowMs,
  )
  const batchMs = requireBatchId(envelope.batchId, nowMs)
  const { labels, errors } = readLabels(envelope.records.map(record), nowMs)
  await ensureBatchDay(batchMs)
  const batch = {
    deployment,
    batchId: envelope.batchId,
    digest,
    principalId: call.principal.id,
    labels,
    errors,
    rows: envelope.records.length,
  }
  const stored = await storeLabels(batch)
  announce(call.workspaceId, deployment.id, nowMs)
  const dataThrough = (await readDataThrough(deployment.id))?.toISOString() ?? null
  return labelResultSchema.parse({ ...stored, errors: stored.errors.slice(0, MAX_ERRORS), dataThrough })
}

function readLabels(records: readonly unknown[], nowMs: number): { labels: LabelInput[]; errors: RowError[] } {
  const labels: LabelInput[] = []
  const errors: RowError[] = []
  records.forEach((raw, index) => {
    try {
      labels.push(readLabel(raw, index + 1, nowMs))
    } catch (error) {
      if (!(error instanceof BadRecord)) throw error
      errors.push({ line: index + 1, code: 'invalid_record', message: error.message })
    }
  })
  return { labels, errors }
}
