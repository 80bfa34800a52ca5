import { setTimeout as delay } from 'node:timers/promises'
import { AppError } from '@/lib/kernel/app-error'
import { pool } from '@/lib/server/database'
import { sqlState } from '@/lib/server/sql-state'
import { RowKeys } from '../domain/row-keys'
import { flushBatch } from './flush-batches'
import { knownPredictions } from './known-predictions'
import { ensureBatchDay, ensureEventDays, ensureLiveHours, forgetEnsured } from './partitions'
import type { PreparedBatch } from './prepare-predictions'
import type { StoredBatch } from './write-batches'

const MAX_ATTEMPTS = 5
const LIVE_MS = 7_200_000

/** Everything of a batch in one transaction, or nothing. Races are found by the unique index and tried again without the duplicates. */
export async function storePredictions(
  prepare: (known: RowKeys) => Promise<PreparedBatch>,
): Promise<{ stored: StoredBatch; deploymentId: string }> {
  let batch = await prepare(new RowKeys())
  const deploymentId = batch.deployment.id
  await makePartitions(batch)
  for (let attempt = 1; ; attempt += 1) {
    try {
      return { stored: await flushBatch(batch), deploymentId }
    } catch (error) {
      const state = sqlState(error)
      if (attempt === MAX_ATTEMPTS || !['23505', '23514', '40001', '40P01', '55P03'].includes(state))
        throw unavailable(error, state)
      if (state === '23505')
        batch = await prepare(await knownPredictions(pool(), deploymentId, [...batch.rows, ...batch.duplicates]))
      else if (state === '23514') {
        forgetEnsured()
        await makePartitions(batch)
      } else await delay(10 + Math.random() * 190)
    }
  }
}

function unavailable(error: unknown, state: string): unknown {
  if (!['23505', '40001', '40P01', '55P03', '25P04'].includes(state)) return error
  return new AppError('unavailable', {
    message: 'The batch could not be stored right now; nothing was counted. Send it again under the same batchId.',
    details: { reason: 'ingest_unavailable' },
    cause: error,
  })
}

async function makePartitions({ batchMs, rows, duplicates, nowMs }: PreparedBatch): Promise<void> {
  const instants = [...rows, ...duplicates].map(({ row }) => row.atMs)
  await ensureBatchDay(batchMs)
  await ensureEventDays(instants)
  await ensureLiveHours(instants.filter((atMs) => nowMs - atMs < LIVE_MS))
}
