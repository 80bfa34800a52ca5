import { z } from 'zod'
import { tagKey } from '../contract'
import { experimentNumber, modelUuid, runUuid } from './domain/ids'

const MAX_MS = 8_640_000_000_000_000
export const lifecycle = z.enum(['active', 'deleted'])
export const viewType = z.enum(['ACTIVE_ONLY', 'DELETED_ONLY', 'ALL'])
/** What JSON cannot say as a number travels as text. */
export const metricValue = z.union([z.number(), z.enum(['NaN', 'Infinity', '-Infinity'])])
export const runId = z.string().refine((text) => runUuid(text) !== null, { error: 'a run id has 32 hex digits' })
export const modelId = z
  .string()
  .refine((text) => modelUuid(text) !== null, { error: 'a model id is m- and 32 hex digits' })
export const experimentId = z
  .string()
  .refine((text) => experimentNumber(text) !== null, { error: 'an experiment id is a decimal number' })
export const timeMs = z.int().min(0).max(MAX_MS)
export const int64 = z.int()
export const runTagValue = z.string().max(8000)
export const paramValue = z.string().max(6000)
export const pair = (value: z.ZodString) => z.strictObject({ key: tagKey, value })
export const page = {
  cursor: z.string().max(4000).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
}
export const trackingDone = z.object({})
export const keyValue = z.object({ key: z.string(), value: z.string() })
export type KeyValue = z.infer<typeof keyValue>
export const metric = z.object({ key: z.string(), value: metricValue, step: z.number(), atMs: z.number() })
export const registration = z.object({
  modelId: z.string(),
  name: z.string(),
  number: z.number(),
  versionId: z.string(),
})
export const after = z.array(z.union([z.string(), z.number(), z.null()])).nullable()
export const list = (most: number) =>
  z
    .string()
    .max(20_000)
    .transform((text) => text.split(',').filter((item) => item !== ''))
    .pipe(z.array(z.string()).min(1).max(most))
