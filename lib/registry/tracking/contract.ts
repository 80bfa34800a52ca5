import { z } from 'zod'
import { tagKey } from '../contract'
import { experimentNumber, modelUuid, runUuid } from './domain/ids'
import { MAX_BATCH_ITEMS, MAX_BATCH_METRICS, MAX_BATCH_PARAMS, MAX_BATCH_TAGS, MAX_PARTS } from './domain/limits'

export const RUN_STATUSES = ['RUNNING', 'SCHEDULED', 'FINISHED', 'FAILED', 'KILLED'] as const
const MAX_MS = 8_640_000_000_000_000

export const runStatus = z.enum(RUN_STATUSES)
export const lifecycle = z.enum(['active', 'deleted'])
export const viewType = z.enum(['ACTIVE_ONLY', 'DELETED_ONLY', 'ALL'])
/** What JSON cannot say as a number travels as text. */
export const metricValue = z.union([z.number(), z.enum(['NaN', 'Infinity', '-Infinity'])])
const loggedValue = z
  .number()
  .or(z.nan())
  .or(z.literal([Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]))
const runId = z.string().refine((text) => runUuid(text) !== null, { error: 'a run id has 32 hex digits' })
const modelId = z.string().refine((text) => modelUuid(text) !== null, { error: 'a model id is m- and 32 hex digits' })
const experimentId = z
  .string()
  .refine((text) => experimentNumber(text) !== null, { error: 'an experiment id is a decimal number' })
const timeMs = z.int().min(0).max(MAX_MS)
const int64 = z.int()
const experimentName = z.string().trim().min(1).max(500)
const runName = z.string().max(250)
const runTagValue = z.string().max(8000)
const paramValue = z.string().max(6000)
const pair = (value: z.ZodString) => z.strictObject({ key: tagKey, value })
const page = { cursor: z.string().max(4000).optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }
const nothing = z.object({})
export const trackingDone = nothing

// What is read.

const keyValue = z.object({ key: z.string(), value: z.string() })
export type KeyValue = z.infer<typeof keyValue>
export const experiment = z.object({
  experimentId: z.string(),
  name: z.string(),
  lifecycle,
  createdAt: z.string(),
  updatedAt: z.string(),
  tags: z.array(keyValue),
})
export type ExperimentView = z.infer<typeof experiment>
export const metric = z.object({ key: z.string(), value: metricValue, step: z.number(), atMs: z.number() })
export const modelMetric = metric.extend({
  runId: z.string(),
  datasetName: z.string().nullable(),
  datasetDigest: z.string().nullable(),
})
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
export const registration = z.object({
  modelId: z.string(),
  name: z.string(),
  number: z.number(),
  versionId: z.string(),
})
export const loggedModel = z.object({
  modelId: z.string(),
  experimentId: z.string(),
  name: z.string(),
  modelType: z.string(),
  sourceRunId: z.string().nullable(),
  status: z.enum(['PENDING', 'READY', 'UPLOAD_FAILED']),
  statusMessage: z.string().nullable(),
  createdAt: z.string(),
  updatedAt: z.string(),
  tags: z.array(keyValue),
  params: z.array(keyValue),
  metrics: z.array(modelMetric),
  registrations: z.array(registration),
})
export type LoggedModelView = z.infer<typeof loggedModel>

// Experiments.

export const createExperimentInput = z.strictObject({
  name: experimentName,
  tags: z
    .array(pair(z.string().max(5000)))
    .max(100)
    .default([]),
})
export const experimentRef = z.strictObject({ experimentId })
export const renameExperimentInput = z.strictObject({ experimentId, name: experimentName })
export const experimentTagInput = z.strictObject({ experimentId, key: tagKey, value: z.string().max(5000) })
export const experimentTagRef = z.strictObject({ experimentId, key: tagKey })
export const experimentByNameInput = z.strictObject({ name: z.string().max(500) })
export const listExperimentsInput = z.strictObject({
  ...page,
  name: z.string().max(500).optional(),
  view: viewType.default('ACTIVE_ONLY'),
})
export const experimentSummary = experiment.extend({ runCount: z.number(), lastRunMs: z.number().nullable() })
export const experimentPage = z.object({ items: z.array(experimentSummary), nextCursor: z.string().nullable() })

// Runs.

const after = z.array(z.union([z.string(), z.number(), z.null()])).nullable()
export const findExperimentsInput = z.strictObject({
  filter: z.string().max(20_000).default(''),
  view: viewType.default('ACTIVE_ONLY'),
  orderBy: z.array(z.string().max(500)).default([]),
  limit: z.int().min(1).max(50_000),
  after,
})
export const foundExperiments = z.object({ items: z.array(experiment), next: after })
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

// Metrics.

export const metricHistoryInput = z.strictObject({
  runId,
  key: z.string().max(250),
  limit: z.int().min(1).max(25_000),
  after,
})
export const metricHistory = z.object({ items: z.array(metric), next: after })
const list = (most: number) =>
  z
    .string()
    .max(20_000)
    .transform((text) => text.split(',').filter((item) => item !== ''))
    .pipe(z.array(z.string()).min(1).max(most))
/** `runIds` and `keys` are comma separated; a key with a comma is percent-encoded. */
export const metricSeriesInput = z.strictObject({
  runIds: list(50),
  keys: list(20),
  points: z.coerce.number().int().min(10).max(5000).default(1000),
  /** Only what was logged from this step to that one, both included. */
  fromStep: z.coerce.number().int().optional(),
  toStep: z.coerce.number().int().optional(),
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
      points: z.array(seriesPoint),
      /** Of a series with fewer points than were logged: the mean of each stretch. A smoothed line is drawn from these. */
      means: z.array(seriesPoint),
    }),
  ),
})
export type MetricSeries = z.infer<typeof metricSeries>['series'][number]
export const MAX_COMPARED_RUNS = 100
export const compareRunsInput = z.strictObject({ runIds: list(MAX_COMPARED_RUNS) })
export const runComparison = z.object({
  runs: z.array(run),
  params: z.array(z.object({ key: z.string(), differs: z.boolean(), values: z.array(z.string().nullable()) })),
  metrics: z.array(z.object({ key: z.string(), differs: z.boolean(), values: z.array(metricValue.nullable()) })),
  tags: z.array(z.object({ key: z.string(), differs: z.boolean(), values: z.array(z.string().nullable()) })),
})
export type RunComparison = z.infer<typeof runComparison>

export const sealTrackingInput = z.strictObject({ hour: z.iso.datetime() })

// Logged models.

export const createLoggedModelInput = z.strictObject({
  experimentId,
  name: z.string().max(500).nullish(),
  modelType: z.string().max(500).default(''),
  sourceRunId: runId.nullish(),
  params: z.array(pair(paramValue)).max(100).default([]),
  tags: z.array(pair(runTagValue)).max(100).default([]),
})
export const loggedModelRef = z.strictObject({ modelId })
export const finalizeLoggedModelInput = z.strictObject({ modelId, status: z.enum(['READY', 'UPLOAD_FAILED']) })
export const loggedModelTagsInput = z.strictObject({ modelId, tags: z.array(pair(z.string().max(100_000))).max(100) })
export const loggedModelTagRef = z.strictObject({ modelId, key: tagKey })
export const loggedModelParamsInput = z.strictObject({ modelId, params: z.array(pair(paramValue)).max(100) })
const dataset = z.strictObject({ name: z.string().max(500), digest: z.string().max(500).nullable() })
export const findLoggedModelsInput = z.strictObject({
  experimentIds: z.array(experimentId).max(1000),
  filter: z.string().max(20_000).default(''),
  /** Only models measured on one of these; their metrics on other data sets do not count in the filter either. */
  datasets: z.array(dataset).max(100).default([]),
  orderBy: z
    .array(
      z.strictObject({
        field: z.string().max(500),
        ascending: z.boolean().default(true),
        datasetName: z.string().max(500).nullish(),
        datasetDigest: z.string().max(500).nullish(),
      }),
    )
    .max(8)
    .default([]),
  limit: z.int().min(1).max(1000),
  after,
})
export const foundLoggedModels = z.object({ items: z.array(loggedModel), next: after })

// Artifacts.

const path = z.string().max(4096)
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
export const artifactRef = z.strictObject({ path })
export const artifactListing = z.object({
  items: z.array(z.object({ name: z.string(), isDirectory: z.boolean(), sizeBytes: z.number().nullable() })),
})
export const runArtifactsInput = z.strictObject({ runId, path: z.string().max(4096).default('') })
export const runFileRef = z.strictObject({ runId, path })
const quarantine = z.object({ versionId: z.string(), modelId: z.string(), verdict: z.string() })
export const artifactFacts = z.object({
  path: z.string(),
  sha256: z.string(),
  sizeBytes: z.string(),
  quarantine: quarantine.nullable(),
})
export const noteDownloadInput = quarantine.extend({ path: z.string(), sha256 })
export const putArtifactInput = z.strictObject({ path, sha256, sizeBytes: z.int().min(0) })
export const createUploadInput = z.strictObject({
  path,
  partCount: z.int().min(1).max(MAX_PARTS),
  storeName: z.string(),
})
export const uploadView = z.object({ uploadId: z.string() })
const part = z.strictObject({ number: z.int().min(1).max(MAX_PARTS), etag: z.string().max(200) })
export const completeUploadInput = z.strictObject({ path, uploadId: z.uuid(), parts: z.array(part).max(MAX_PARTS) })
export const joinPlan = z.object({ isComplete: z.boolean(), storeName: z.string() })
export const joinedUploadInput = z.strictObject({ path, uploadId: z.uuid(), sha256, sizeBytes: z.int().min(0) })
export const uploadRef = z.strictObject({ path, uploadId: z.uuid() })
