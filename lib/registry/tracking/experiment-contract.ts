import { z } from 'zod'
import { tagKey } from '../contract'
import { after, experimentId, keyValue, lifecycle, page, pair, viewType } from './tracking-values'

const experimentName = z.string().trim().min(1).max(500)
export const experiment = z.object({
  experimentId: z.string(),
  name: z.string(),
  lifecycle,
  createdAt: z.string(),
  updatedAt: z.string(),
  tags: z.array(keyValue),
})
export type ExperimentView = z.infer<typeof experiment>
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
export const findExperimentsInput = z.strictObject({
  filter: z.string().max(20_000).default(''),
  view: viewType.default('ACTIVE_ONLY'),
  orderBy: z.array(z.string().max(500)).default([]),
  limit: z.int().min(1).max(50_000),
  after,
})
export const foundExperiments = z.object({ items: z.array(experiment), next: after })
