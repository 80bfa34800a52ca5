import { z } from 'zod'
import { taskTypeSchema } from './contract'

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
