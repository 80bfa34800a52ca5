import { AppError } from '@/lib/kernel/app-error'
import { defineQuery } from '@/lib/server/operation'
import { wireMetric } from '../../mlflow/wire-values'
import type { SeriesPoint } from '../domain/downsample'
import { runIdText } from '../domain/ids'
import { metricSeries, metricSeriesInput } from '../metric-contract'
import { readSeries } from '../store/metric-series'
import { needRunUuid } from '../store/read-runs'

const MAX_LINES = 200

function decodedKey(key: string): string {
  try {
    return decodeURIComponent(key)
  } catch (cause) {
    throw new AppError('invalid', { message: `The metric ${key} is not percent-encoded as it should be.`, cause })
  }
}

function wirePoint({ step, atMs, value }: SeriesPoint): [number, number, number | 'NaN'] {
  return [step, atMs, wireMetric(value) as number | 'NaN']
}

/** Lines to draw: never more points than asked for, and no extreme lost. */
export const getMetricSeries = defineQuery({
  name: 'registry.get-metric-series',
  permission: 'registry:read',
  input: metricSeriesInput,
  output: metricSeries,
  async run({ db, workspace }, { runIds, keys, points: most, ...part }) {
    if (runIds.length * keys.length > MAX_LINES)
      throw new AppError('invalid', { message: `At most ${MAX_LINES} lines at once: choose fewer runs or metrics.` })
    const series = await readSeries(db, workspace.id, {
      runIds: runIds.map(needRunUuid),
      keys: keys.map(decodedKey),
      most,
      part,
    })
    return {
      series: series.map(({ runId, key, count, startMs, points, means }) => ({
        runId: runIdText(runId),
        key,
        count,
        startMs,
        points: points.map(wirePoint),
        means: means.map(wirePoint),
      })),
    }
  },
})
