import { createHash } from 'node:crypto'
import { AppError } from '@/lib/kernel/app-error'
import { pool } from '@/lib/server/database'
import { modelUuid } from '../domain/ids'
import { MAX_POINTS_PER_RUN } from '../domain/limits'
import type { LogBatch } from '../metric-contract'
import { NO_MODEL } from './none-id'
import { needRunUuid, runNotFound } from './read-runs'

interface BatchWrite {
  workspaceId: string
  principalId: string
  operation: string
  batch: LogBatch
}

const CALL = 'SELECT tracking.log_batch($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)'

function stateOf(error: unknown): { code: string; detail: string } {
  const fields = typeof error === 'object' && error !== null ? (error as Record<string, unknown>) : {}
  return { code: String(fields['code'] ?? ''), detail: String(fields['detail'] ?? '{}') }
}

/** The refusals of the database function in the words that MLflow clients know. */
function refusal(error: unknown, runId: string): unknown {
  const { code, detail } = stateOf(error)
  const invalid = (message: string) => new AppError('invalid', { message, cause: error })
  if (code === 'SL404') return runNotFound(runId)
  if (code === 'SL405')
    return new AppError('not_found', { message: 'A metric names a logged model that is not there.' })
  if (code === 'SL409') return invalid(`The run ${runId} must be in the 'active' state. Current state is deleted.`)
  if (code === 'SL413')
    return invalid(`A run holds at most ${MAX_POINTS_PER_RUN} metric points. Log less often, or start another run.`)
  if (code !== 'SL422') return error
  const { key, was, asked } = JSON.parse(detail) as Record<'key' | 'was' | 'asked', string>
  return invalid(
    `Changing param values is not allowed. Param with key='${key}' was already logged with value='${was}' for run ID='${runId}'. Attempted logging new value '${asked}'.`,
  )
}

/** All of a batch or nothing, in one round trip. */
export async function writeBatch({ workspaceId, principalId, operation, batch }: BatchWrite): Promise<void> {
  const { runId, metrics, params, tags } = batch
  const written = [
    metrics.map(({ key }) => key),
    metrics.map(({ value }) => value),
    metrics.map(({ atMs }) => atMs),
    metrics.map(({ step }) => step),
    metrics.map(({ modelId }) => (modelId ? (modelUuid(modelId) ?? NO_MODEL) : NO_MODEL)),
    metrics.map(({ datasetName }) => datasetName ?? ''),
    metrics.map(({ datasetDigest }) => datasetDigest ?? ''),
    params.map(({ key }) => key),
    params.map(({ value }) => value),
    tags.map(({ key }) => key),
    tags.map(({ value }) => value),
  ]
  // JSON has no NaN, and the digest only has to tell batches apart.
  const text = JSON.stringify(written, (_, value: unknown) => (typeof value === 'number' ? String(value) : value))
  const digest = createHash('sha256').update(text).digest()
  const values = [workspaceId, needRunUuid(runId), principalId, operation, digest, ...written, MAX_POINTS_PER_RUN]
  try {
    await pool().query(CALL, values)
  } catch (error) {
    throw refusal(error, runId)
  }
}
