import { wireMetric } from '@/lib/registry/mlflow/wire-values'
import type { Db } from '@/lib/server/database'
import { modelIdText, runIdText } from '../domain/ids'
import { NO_MODEL } from './none-id'

interface SeriesRow {
  run_id: string
  model_id: string
  key: string
  last_step: bigint
  last_at_ms: bigint
  last_value: number
  dataset_name: string
  dataset_digest: string
}

function metricOf(row: SeriesRow) {
  return {
    key: row.key,
    value: wireMetric(row.last_value) as number | 'NaN' | 'Infinity' | '-Infinity',
    step: Number(row.last_step),
    atMs: Number(row.last_at_ms),
  }
}

function grouped<K, V>(items: readonly (readonly [K, V])[]): Map<K, V[]> {
  const groups = new Map<K, V[]>()
  for (const [key, value] of items) {
    const group = groups.get(key)
    if (group) group.push(value)
    else groups.set(key, [value])
  }
  return groups
}

/** Last value of each metric, by run (uuid), in the order in which metrics first appeared. */
export async function lastMetrics(db: Db, runIds: readonly string[]) {
  const rows = await db.$queryRaw<SeriesRow[]>`
    SELECT run_id, key, last_step, last_at_ms, last_value FROM tracking.series
    WHERE run_id = ANY(${runIds}::uuid[]) AND model_id = ${NO_MODEL}::uuid ORDER BY series_id`
  return grouped(rows.map((row) => [row.run_id, metricOf(row)] as const))
}

/** Metrics that belong to logged models (uuid), with the run and the data set that they were measured on. */
export async function modelMetrics(db: Db, modelIds: readonly string[]) {
  const rows = await db.$queryRaw<SeriesRow[]>`
    SELECT run_id, model_id, key, last_step, last_at_ms, last_value, dataset_name, dataset_digest FROM tracking.series
    WHERE model_id = ANY(${modelIds}::uuid[]) AND model_id <> ${NO_MODEL}::uuid ORDER BY series_id`
  return grouped(
    rows.map((row) => {
      const facts = {
        ...metricOf(row),
        modelId: modelIdText(row.model_id),
        runId: runIdText(row.run_id),
        datasetName: row.dataset_name === '' ? null : row.dataset_name,
        datasetDigest: row.dataset_digest === '' ? null : row.dataset_digest,
      }
      return [row.model_id, facts] as const
    }),
  )
}
