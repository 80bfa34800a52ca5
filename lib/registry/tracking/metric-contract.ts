import { z } from 'zod'
import { tagKey } from '../contract'
import { MAX_BATCH_ITEMS, MAX_BATCH_METRICS, MAX_BATCH_PARAMS, MAX_BATCH_TAGS } from './domain/limits'
import {
  after,
  int64,
  list,
  metric,
  metricValue,
  modelId,
  pair,
  paramValue,
  runId,
  runTagValue,
} from './tracking-values'

const loggedValue = z
  .number()
  .or(z.nan())
  .or(z.literal([Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]))
export const loggedMetric = z.strictObject({
  key: tagKey,
  value: loggedValue,
  atMs: int64,
  step: int64.default(0),
  modelId: modelId.nullish(),
  datasetName: z.string().max(500).nullish(),
  datasetDigest: z.string().max(500).nullish(),
})
export const logBatchInput = z
  .strictObject({
    runId,
    metrics: z.array(loggedMetric).max(MAX_BATCH_METRICS).default([]),
    params: z.array(pair(paramValue)).max(MAX_BATCH_PARAMS).default([]),
    tags: z.array(pair(runTagValue)).max(MAX_BATCH_TAGS).default([]),
  })
  .refine((batch) => batch.metrics.length + batch.params.length + batch.tags.length <= MAX_BATCH_ITEMS, {
    error: `a batch has at most ${MAX_BATCH_ITEMS} metrics, params and tags in total`,
  })
export type LogBatch = z.output<typeof logBatchInput>
export const metricHistoryInput = z.strictObject({
  runId,
  key: z.string().max(250),
  limit: z.int().min(1).max(25_000),
  after,
})
export const metricHistory = z.object({ items: z.array(metric), next: after })
/** `runIds` and `keys` are comma separated; a key with a comma is percent-encoded. */
export const metricSeriesInput = z.strictObject({
  runIds: list(50),
  keys: list(20),
  points: z.coerce.number().int().min(10).max(5000).default(1000),
  /** Only what was logged from this step to that one, both included. */
  fromStep: z.coerce.number().int().optional(),
  toStep: z.coerce.number().int().optional(),
  /** Only what was logged in this time, in milliseconds, both ends included. */
  fromMs: z.coerce.number().int().optional(),
  toMs: z.coerce.number().int().optional(),
  /** Where these times begin: in 1970, or at the first point of each series. */
  clock: z.enum(['time', 'relative']).default('time'),
})
/** Step, time in milliseconds, value. */
const seriesPoint = z.tuple([z.number(), z.number(), metricValue])
export const metricSeries = z.object({
  series: z.array(
    z.object({
      runId: z.string(),
      key: z.string(),
      /** Points as logged; `points` holds fewer when there were too many to draw. */
      count: z.number(),
      /** When its first point was logged, whatever part was asked for. */
      startMs: z.number(),
      points: z.array(seriesPoint),
      /** Of a series with fewer points than were logged: the mean of each stretch. A smoothed line is drawn from these. */
      means: z.array(seriesPoint),
    }),
  ),
})
export type MetricSeries = z.infer<typeof metricSeries>['series'][number]
export const sealTrackingInput = z.strictObject({ hour: z.iso.datetime() })
