import { z } from 'zod'

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
