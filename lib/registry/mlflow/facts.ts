import { z } from 'zod'
import { versionState } from '../contract'

const pair = z.object({ key: z.string(), value: z.string() })

/** A metric as it stood when the version was made, and what it was measured on. */
const metricPoint = z.object({
  key: z.string(),
  value: z.number(),
  atMs: z.number(),
  step: z.number(),
  runId: z.string(),
  /** The logged model that it was logged for; null: for the run. */
  modelId: z.string().nullable(),
  datasetName: z.string().nullable(),
  datasetDigest: z.string().nullable(),
})

/** What an MLflow client is told about a version, before it is put into the wire's words. */
export const versionFacts = z.object({
  id: z.string(),
  modelName: z.string(),
  number: z.number(),
  createdAt: z.string(),
  updatedAt: z.string(),
  userId: z.string(),
  stage: z.string(),
  description: z.string(),
  source: z.string().nullable(),
  runId: z.string().nullable(),
  runLink: z.string(),
  loggedModelId: z.string().nullable(),
  state: versionState,
  stateReason: z.string().nullable(),
  verdict: z.string().nullable(),
  manifestDigest: z.string().nullable(),
  tags: z.array(pair),
  aliases: z.array(z.string()),
  metrics: z.record(z.string(), z.number()),
  params: z.record(z.string(), z.string()),
  /** A new version's are not read again for its first answer. */
  metricPoints: z.array(metricPoint).default([]),
  isSigned: z.boolean().default(false),
  /** Whether a room above has something to say about it: a rollout, an open change request. */
  isConcerned: z.boolean().default(false),
})
export type VersionFacts = z.infer<typeof versionFacts>

/** What an MLflow client is told about a model. */
export const modelFacts = z.object({
  id: z.string(),
  name: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
  userId: z.string(),
  description: z.string(),
  importance: z.string(),
  versionsTotal: z.number(),
  tags: z.array(pair),
  aliases: z.array(z.object({ alias: z.string(), number: z.number() })),
  latest: z.array(versionFacts),
})
export type ModelFacts = z.infer<typeof modelFacts>
