import { z } from 'zod'
import { tagKey } from '../contract'
import {
  after,
  experimentId,
  keyValue,
  metric,
  modelId,
  pair,
  paramValue,
  registration,
  runId,
  runTagValue,
} from './tracking-values'

export const modelMetric = metric.extend({
  runId: z.string(),
  datasetName: z.string().nullable(),
  datasetDigest: z.string().nullable(),
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
