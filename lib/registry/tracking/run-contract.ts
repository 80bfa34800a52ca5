import { z } from 'zod'
import { tagKey } from '../contract'
import {
  after,
  experimentId,
  int64,
  keyValue,
  lifecycle,
  list,
  metric,
  metricValue,
  modelId,
  page,
  pair,
  registration,
  runId,
  runTagValue,
  timeMs,
  viewType,
} from './tracking-values'

export const RUN_STATUSES = ['RUNNING', 'SCHEDULED', 'FINISHED', 'FAILED', 'KILLED'] as const
export const runStatus = z.enum(RUN_STATUSES)
const runName = z.string().max(250)
export const datasetInput = z.object({
  name: z.string(),
  digest: z.string(),
  sourceType: z.string(),
  source: z.string(),
  schema: z.string().nullable(),
  profile: z.string().nullable(),
  tags: z.array(keyValue),
})
const modelLink = z.object({ modelId: z.string(), step: z.number() })
export const runInfo = z.object({
  runId: z.string(),
  experimentId: z.string(),
  name: z.string(),
  userId: z.string(),
  status: runStatus,
  lifecycle,
  startMs: z.number(),
  endMs: z.number().nullable(),
  createdById: z.string(),
  createdByName: z.string(),
  /** Program that began it, such as `mlflow-python-client/3.6.0`. */
  client: z.string().nullable(),
})
export const run = runInfo.extend({
  metrics: z.array(metric),
  params: z.array(keyValue),
  tags: z.array(keyValue),
  datasets: z.array(datasetInput),
  modelInputs: z.array(modelLink),
  modelOutputs: z.array(modelLink),
})
export type RunView = z.infer<typeof run>
export const createRunInput = z.strictObject({
  experimentId,
  name: runName.nullish(),
  userId: z.string().max(250).default(''),
  startMs: timeMs.nullish(),
  tags: z.array(pair(runTagValue)).max(100).default([]),
})
export const updateRunInput = z.strictObject({
  runId,
  status: runStatus.nullish(),
  endMs: timeMs.nullish(),
  name: runName.nullish(),
})
export const runRef = z.strictObject({ runId })
export const deleteRunTagInput = z.strictObject({ runId, key: tagKey })
export const logInputsInput = z.strictObject({
  runId,
  datasets: z
    .array(
      z.strictObject({
        name: z.string().min(1).max(500),
        digest: z.string().min(1).max(500),
        sourceType: z.string().max(36),
        source: z.string().max(2 ** 20),
        schema: z
          .string()
          .max(2 ** 20)
          .nullish(),
        profile: z
          .string()
          .max(2 ** 20)
          .nullish(),
        tags: z.array(z.strictObject({ key: z.string().min(1).max(255), value: z.string().max(500) })).max(100),
      }),
    )
    .max(1000),
  models: z.array(z.strictObject({ modelId })).max(1000),
})
export const logOutputsInput = z.strictObject({
  runId,
  models: z.array(z.strictObject({ modelId, step: int64.default(0) })).max(1000),
})
export const logModelInput = z.strictObject({ runId, modelJson: z.string().max(2 ** 21) })
/** `after`: sort values of the last run seen, as `next` of the page before gave them. */
export const findRunsInput = z.strictObject({
  experimentIds: z.array(experimentId).max(1000),
  filter: z.string().max(20_000).default(''),
  view: viewType.default('ACTIVE_ONLY'),
  orderBy: z.array(z.string().max(500)).default([]),
  limit: z.int().min(1).max(50_000),
  after,
})
export const foundRuns = z.object({ items: z.array(run), next: after })
export const searchRunsInput = z.strictObject({
  ...page,
  experimentId,
  filter: z.string().max(20_000).default(''),
  view: viewType.default('ACTIVE_ONLY'),
  /** Such as `metrics.auc DESC`; ties by newest start. */
  sort: z.string().max(500).optional(),
})
export const runPage = z.object({ items: z.array(run), nextCursor: z.string().nullable() })
export const runDetail = run.extend({
  experimentName: z.string(),
  versions: z.array(registration),
  loggedModels: z.array(z.object({ modelId: z.string(), name: z.string(), status: z.string() })),
})
export type RunDetail = z.infer<typeof runDetail>
export const MAX_COMPARED_RUNS = 100
export const compareRunsInput = z.strictObject({ runIds: list(MAX_COMPARED_RUNS) })
export const runComparison = z.object({
  runs: z.array(run),
  params: z.array(z.object({ key: z.string(), differs: z.boolean(), values: z.array(z.string().nullable()) })),
  metrics: z.array(z.object({ key: z.string(), differs: z.boolean(), values: z.array(metricValue.nullable()) })),
  tags: z.array(z.object({ key: z.string(), differs: z.boolean(), values: z.array(z.string().nullable()) })),
})
export type RunComparison = z.infer<typeof runComparison>
