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
  retracted: z.boolean().nullish(),
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
