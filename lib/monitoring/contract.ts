import { z } from 'zod'

/** RFC 3339 with zone, or integer Unix milliseconds. */
const timeSchema = z.union([z.iso.datetime({ offset: true }), z.int()])
const predictionId = z.string().regex(/^[A-Za-z0-9._:~/+=-]{1,128}$/)
const statusSchema = z.enum(['ok', 'client_error', 'server_error', 'timeout', 'cancelled', 'shed'])
const featureValue = z.union([z.number(), z.string().max(4096), z.boolean(), z.null(), z.array(z.number()).max(4096)])

export const predictionSchema = z.strictObject({
  id: predictionId,
  time: timeSchema,
  variantId: z.string().max(64).nullish(),
  generation: z.int().min(1).nullish(),
  modelVersion: z.int().min(1).nullish(),
  mirrored: z.boolean().optional(),
  traceparent: z.string().max(128).nullish(),
  status: statusSchema.optional(),
  httpStatus: z.int().min(100).max(599).nullish(),
  error: z.looseObject({ code: z.string().min(1).max(64), message: z.string().max(512).nullish() }).nullish(),
  latencyMs: z.number().min(0).max(3_600_000).nullish(),
  modelLatencyMs: z.number().min(0).max(3_600_000).nullish(),
  features: z.record(z.string(), featureValue).nullish(),
  prediction: z.union([z.string().max(256), z.number(), z.boolean(), z.null()]).optional(),
  scores: z.union([z.number().min(0).max(1), z.record(z.string(), z.number().min(0).max(1))]).nullish(),
  estimatedLoss: z.number().nullish(),
  segments: z.record(z.string(), z.string().max(128).nullable()).nullish(),
  subjectId: z.string().max(256).nullish(),
  unitId: z.string().max(256).nullish(),
  requestBytes: z.int().min(0).nullish(),
  responseBytes: z.int().min(0).nullish(),
})

const batchFields = { batchId: z.string().max(64), deploymentId: z.string().max(64) }

/** Everything but the records, which are read one by one: a bad row must not refuse the others. */
export const predictionEnvelopeSchema = z.strictObject({
  schema: z.literal('slipway.predictions/1'),
  ...batchFields,
  source: z.enum(['live', 'batch', 'replay']).default('live'),
  atomic: z.boolean().default(false),
  defaults: z.record(z.string(), z.unknown()).optional(),
  records: z.array(z.unknown()).min(1).max(10_000),
})

export const labelSchema = z.strictObject({
  predictionId,
  predictionTime: timeSchema.nullish(),
  value: z.union([z.string().max(256), z.number(), z.boolean(), z.null()]),
  labelTime: timeSchema.nullish(),
  revision: z.int().min(1).max(1000).nullish(),
  source: z.enum(['ground_truth', 'human_review', 'implied', 'feedback']).optional(),
  retracted: z.boolean().optional(),
})

export const labelEnvelopeSchema = z.strictObject({
  schema: z.literal('slipway.labels/1'),
  ...batchFields,
  records: z.array(z.unknown()).min(1).max(10_000),
})

export const rowErrorSchema = z.object({
  line: z.int(),
  id: z.string().optional(),
  code: z.string(),
  message: z.string(),
})

export const batchResultSchema = z.object({
  batchId: z.string(),
  status: z.enum(['stored', 'replayed', 'queued']),
  accepted: z.int(),
  duplicates: z.int(),
  rejected: z.int(),
  errors: z.array(rowErrorSchema).max(100),
  dataThrough: z.string().nullable(),
})
export type BatchResult = z.output<typeof batchResultSchema>

export const labelResultSchema = batchResultSchema.extend({
  joined: z.int(),
  unchanged: z.int(),
  pending: z.int(),
  expired: z.int(),
})
export type LabelResult = z.output<typeof labelResultSchema>

export const getBatchInput = z.strictObject({ batchId: z.uuid(), deploymentId: z.uuid() })
export const getBatchOutput = z.union([labelResultSchema, batchResultSchema])

/** A figure with interval and size; null with a reason when it cannot be estimated. */
export const estimateSchema = z.object({
  value: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  n: z.number(),
  reason: z.string().nullable(),
})
export type EstimateView = z.output<typeof estimateSchema>

const windowInput = {
  deploymentId: z.uuid(),
  /** Start and end of the window (default: the last 24 hours). */
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
}
const windowOutput = {
  from: z.string(),
  to: z.string(),
  /** The bounds were moved outwards to slots that still exist. */
  snapped: z.boolean(),
  dataThrough: z.string().nullable(),
}

export const taskTypeSchema = z.enum(['binary', 'multiclass', 'regression', 'none'])

const qualitySchema = z.object({
  labelled: z.number(),
  /** Labelled share of the answered predictions. */
  coverage: estimateSchema,
  accuracy: estimateSchema.nullable(),
  precision: estimateSchema.nullable(),
  recall: estimateSchema.nullable(),
  f1: estimateSchema.nullable(),
  logLoss: estimateSchema.nullable(),
  confusion: z.object({ tp: z.number(), fp: z.number(), fn: z.number(), tn: z.number(), n: z.number() }).nullable(),
  mae: estimateSchema.nullable(),
  rmse: estimateSchema.nullable(),
  bias: estimateSchema.nullable(),
})
export type QualityView = z.output<typeof qualitySchema>

export const binSchema = z.object({
  /** Text of the category, or of the range. */
  label: z.string(),
  from: z.number().nullable(),
  to: z.number().nullable(),
  count: z.number(),
})

const variantSummarySchema = z.object({
  variantId: z.string(),
  versionId: z.string(),
  versionNumber: z.number(),
  role: z.enum(['stable', 'candidate', 'shadow', 'retired']),
  task: taskTypeSchema,
  requests: z.number(),
  requestsPerSecond: z.number(),
  share: z.number().nullable(),
  ok: z.number(),
  clientErrors: z.number(),
  serverErrors: z.number(),
  timeouts: z.number(),
  shed: z.number(),
  mirrored: z.number(),
  errorRate: estimateSchema,
  latency: z.object({ p50: estimateSchema, p95: estimateSchema, p99: estimateSchema, meanMs: z.number().nullable() }),
  quality: qualitySchema,
  predictions: z.array(binSchema),
  scores: z.array(binSchema),
})
export type VariantSummary = z.output<typeof variantSummarySchema>

export const deploymentSummaryInput = z.strictObject(windowInput)
export const deploymentSummaryOutput = z.object({
  ...windowOutput,
  task: taskTypeSchema,
  variants: z.array(variantSummarySchema),
})
export type DeploymentSummary = z.output<typeof deploymentSummaryOutput>

const trafficPointSchema = z.object({
  at: z.string(),
  requests: z.number(),
  requestsPerSecond: z.number(),
  errorRate: z.number().nullable(),
  errorLow: z.number().nullable(),
  errorHigh: z.number().nullable(),
  p50: z.number().nullable(),
  p95: z.number().nullable(),
  p99: z.number().nullable(),
})
const qualityPointSchema = z.object({
  at: z.string(),
  predictions: z.number(),
  n: z.number(),
  accuracy: z.number().nullable(),
  accuracyLow: z.number().nullable(),
  accuracyHigh: z.number().nullable(),
  precision: z.number().nullable(),
  recall: z.number().nullable(),
  mae: z.number().nullable(),
  rmse: z.number().nullable(),
})

export const deploymentSeriesInput = z.strictObject(windowInput)
/** Slots without data are absent: a gap is not a zero. */
export const deploymentSeriesOutput = z.object({
  ...windowOutput,
  grain: z.enum(['10s', '5m', '1h', '1d']),
  stepSec: z.number(),
  qualityStepSec: z.number(),
  variants: z.array(
    z.object({
      variantId: z.string(),
      versionNumber: z.number(),
      role: z.enum(['stable', 'candidate', 'shadow', 'retired']),
      points: z.array(trafficPointSchema).max(400),
      quality: z.array(qualityPointSchema).max(400),
    }),
  ),
})
export type DeploymentSeries = z.output<typeof deploymentSeriesOutput>

export const compareVariantsInput = z.strictObject({ ...windowInput, a: z.uuid(), b: z.uuid() })
const comparedMetricSchema = z.object({
  metric: z.enum([
    'error_rate',
    'latency_p50',
    'latency_p95',
    'latency_p99',
    'accuracy',
    'precision',
    'recall',
    'mae',
    'bias',
  ]),
  unit: z.enum(['share', 'ms', 'label']),
  better: z.enum(['higher', 'lower', 'closer-to-zero']),
  a: estimateSchema,
  b: estimateSchema,
  /** B - A with its 95 % interval. */
  difference: estimateSchema,
  method: z.string(),
  verdict: z.enum(['better', 'worse', 'no-difference-shown', 'insufficient']),
})
export type ComparedMetric = z.output<typeof comparedMetricSchema>
export const compareVariantsOutput = z.object({
  ...windowOutput,
  a: z.object({ variantId: z.string(), versionNumber: z.number(), requests: z.number() }),
  b: z.object({ variantId: z.string(), versionNumber: z.number(), requests: z.number() }),
  metrics: z.array(comparedMetricSchema),
})
export type VariantComparison = z.output<typeof compareVariantsOutput>

const driftVerdictSchema = z.enum(['CHANGE', 'NO_CHANGE', 'CANNOT_TELL', 'NO_DATA'])
const featureDriftSchema = z.object({
  feature: z.string(),
  kind: z.enum(['numeric', 'categorical']),
  /** w1: Wasserstein distance in reference standard deviations; js: Jensen-Shannon distance, base 2. */
  effectKind: z.enum(['w1', 'js']),
  verdict: driftVerdictSchema,
  reason: z.string().nullable(),
  effect: z.number().nullable(),
  floor: z.number(),
  p: z.number().nullable(),
  pAdjusted: z.number().nullable(),
  psi: z.number().nullable(),
  psiNoise: z.number().nullable(),
  mde: z.number().nullable(),
  nRef: z.number(),
  nCur: z.number(),
  method: z.string(),
})

export const getDriftInput = z.strictObject({ ...windowInput, variantId: z.uuid().optional() })
export const getDriftOutput = z.object({
  ...windowOutput,
  variantId: z.string(),
  versionNumber: z.number(),
  reference: z.object({ id: z.string(), digest: z.string(), rows: z.number(), sourceName: z.string() }).nullable(),
  features: z.array(
    featureDriftSchema.extend({
      missing: z.number().nullable(),
      missingRef: z.number().nullable(),
      typeError: z.number().nullable(),
      referenceBins: z.array(binSchema),
      currentBins: z.array(binSchema),
    }),
  ),
})
export type DriftView = z.output<typeof getDriftOutput>

export const driftMatrixInput = z.strictObject({
  ...windowInput,
  variantId: z.uuid().optional(),
  step: z.enum(['5m', '1h', '1d']).optional(),
})
export const driftMatrixOutput = z.object({
  ...windowOutput,
  variantId: z.string(),
  step: z.enum(['5m', '1h', '1d']),
  slots: z.array(z.string()).max(400),
  rows: z.array(
    z.object({
      feature: z.string(),
      kind: z.enum(['numeric', 'categorical']),
      cells: z.array(
        z.object({
          verdict: driftVerdictSchema,
          reason: z.string().nullable(),
          effect: z.number().nullable(),
          /** effect / floor */
          ratio: z.number().nullable(),
          psi: z.number().nullable(),
          psiNoise: z.number().nullable(),
          pAdjusted: z.number().nullable(),
          mde: z.number().nullable(),
          n: z.number(),
        }),
      ),
    }),
  ),
})
export type DriftMatrix = z.output<typeof driftMatrixOutput>

const cutSchema = z.tuple([z.number(), z.union([z.literal(0), z.literal(1)])])
const featureSpecSchema = z.discriminatedUnion('kind', [
  z.object({
    ordinal: z.int().min(0),
    name: z.string().min(1).max(256),
    kind: z.literal('numeric'),
    layout: z.literal('num64.v1'),
    cuts: z.array(cutSchema).max(200),
    center: z.number(),
    unitExp: z.int(),
    sigma: z.number().min(0),
    refMin: z.number(),
    refMax: z.number(),
  }),
  z.object({
    ordinal: z.int().min(0),
    name: z.string().min(1).max(256),
    kind: z.literal('categorical'),
    layout: z.literal('cat64.v1'),
    top: z.array(z.string()).max(64),
    known: z.array(z.string()).max(10_000),
    tailTruncated: z.boolean(),
  }),
])
const histogramSchema = z.object({
  rows: z.int().min(0),
  missing: z.int().min(0),
  typeError: z.int().min(0),
  n: z.array(z.int().min(0)).max(200),
  s: z.array(z.int()).max(200),
})
export const binningSpecSchema = z.object({
  schema: z.literal('slipway.binning-spec/1'),
  task: z.object({
    type: taskTypeSchema,
    classes: z.array(z.string()).max(32),
    positiveClass: z.string().nullable(),
    threshold: z.number().nullable(),
  }),
  features: z.array(featureSpecSchema).max(2000),
  prediction: z.object({ cuts: z.array(cutSchema).max(200), center: z.number(), unitExp: z.int() }),
  residual: z.object({ cuts: z.array(z.number()).max(200), errorExp: z.int(), squareExp: z.int(), fourthExp: z.int() }),
})
export const referenceHistogramsSchema = z.object({
  features: z.array(histogramSchema).max(2000),
  prediction: histogramSchema.nullable(),
})

/** Built where the rows are (`slipway reference build`): only bins and counts travel. */
export const buildReferenceInput = z.strictObject({
  versionId: z.uuid(),
  rows: z.int().min(500),
  sourceName: z.string().min(1).max(256),
  spec: binningSpecSchema,
  histograms: referenceHistogramsSchema,
})
const referenceSchema = z.object({
  id: z.string(),
  modelId: z.string(),
  versionId: z.string(),
  digest: z.string(),
  rows: z.number(),
  sourceName: z.string(),
  features: z.number(),
  createdAt: z.string(),
})
export const buildReferenceOutput = referenceSchema
export const listReferencesInput = z.strictObject({
  cursor: z.string().max(512).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  modelId: z.uuid().optional(),
  versionId: z.uuid().optional(),
})
export const listReferencesOutput = z.object({ items: z.array(referenceSchema), nextCursor: z.string().nullable() })
export type ReferenceView = z.output<typeof referenceSchema>

const deploymentOnly = { deploymentId: z.uuid() }
export const replaySchema = z.object({
  deploymentId: z.string(),
  /** Only the demo workspace has a replay to control. */
  available: z.boolean(),
  running: z.boolean(),
  ratePerSecond: z.number(),
  position: z.number(),
  total: z.number(),
  status: z.string(),
  /** When the replay process last reported; null before it ever did. */
  reportedAt: z.string().nullable(),
  revision: z.number(),
})
export type ReplayView = z.output<typeof replaySchema>
export const getReplayInput = z.strictObject(deploymentOnly)
export const configureReplayInput = z.strictObject({
  ...deploymentOnly,
  running: z.boolean().optional(),
  ratePerSecond: z.number().min(0.1).max(500).optional(),
})
export const reportReplayInput = z.strictObject({
  ...deploymentOnly,
  position: z.int().min(0),
  total: z.int().min(0),
  status: z.string().max(200),
})
