import { z } from 'zod'
import { MAX_VERSION_FILES } from './domain/limits'
import { VERSION_STATES } from './domain/version-state'

const CONTROL = /\p{Cc}/u

const NAME_RULE = 'use 1 to 256 characters without / : % or surrounding spaces'
export const modelName = z
  .string()
  .min(1, { error: NAME_RULE })
  .max(256, { error: NAME_RULE })
  .refine(
    (name) => name.normalize('NFC') === name && name.trim() === name && !/[/:%]/.test(name) && !CONTROL.test(name),
    {
      error: NAME_RULE,
    },
  )
export const aliasName = z
  .string()
  .max(255)
  .regex(/^[\p{L}\p{N}_-]+$/u, { error: 'use letters, digits, - and _' })
  .refine((name) => !/^(latest|v\d+)$/i.test(name), { error: 'latest and v<number> are reserved' })
export const tagKey = z
  .string()
  .max(250)
  .regex(/^[\p{L}\p{N}_.\- :/]+$/u, { error: 'use letters, digits and _ . - : / and spaces' })
  .refine((key) => !/^\/|(^|\/)\.{1,2}(\/|$)|\/\/|\/$/.test(key), { error: 'a key is no path that leads elsewhere' })
export const stage = z.enum(['None', 'Staging', 'Production', 'Archived'])
export const importance = z.enum(['low', 'medium', 'high', 'critical'])
const reason = z.string().trim().max(2000).nullish()
const description = z.string().max(5000)
const card = z.string().max(100_000)
const tagValue = z.string().max(100_000)
const metrics = z.record(z.string().min(1).max(250), z.number())
const params = z.record(z.string().min(1).max(250), z.string().max(6000))
const revision = z.int().min(1)
const page = { cursor: z.string().max(2000).optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }

export const verdict = z.enum(['clean', 'suspicious', 'dangerous', 'unscannable'])
export const finding = z.object({
  code: z.string(),
  answer: z.enum(['accept', 'quarantine', 'refuse']),
  verdict,
  path: z.string(),
  message: z.string(),
  imports: z.array(z.string().max(200)).max(100).optional(),
})
const tensor = z.object({ name: z.string(), datatype: z.string(), shape: z.array(z.number()) })
const label = z.union([z.string(), z.number()])
export const signature = z.object({
  inputs: z.array(tensor),
  outputs: z.array(tensor),
  features: z.array(
    z.object({
      name: z.string(),
      type: z.enum(['numeric', 'categorical']),
      categories: z.array(label).optional(),
      encoding: z.record(z.string(), z.number()).optional(),
    }),
  ),
  classes: z.array(label).nullable(),
  positiveClass: label.nullable(),
  threshold: z.number().nullable(),
  inputBinding: z.enum(['packed', 'columns']),
  outputRoles: z.object({
    label: z.string().optional(),
    probabilities: z.string().optional(),
    value: z.string().optional(),
  }),
})

const tags = z.record(z.string(), z.string())
export const versionState = z.enum(VERSION_STATES)
export const versionSummary = z.object({
  id: z.string(),
  modelId: z.string(),
  modelName: z.string(),
  number: z.number(),
  state: versionState,
  stateReason: z.string().nullable(),
  verdict: verdict.nullable(),
  format: z.string().nullable(),
  task: z.string().nullable(),
  manifestDigest: z.string().nullable(),
  sizeBytes: z.string(),
  metrics,
  description: z.string(),
  tags,
  aliases: z.array(z.string()),
  revision: z.number(),
  createdById: z.string(),
  createdByName: z.string(),
  createdAt: z.string(),
  readyAt: z.string().nullable(),
})
export type VersionSummary = z.infer<typeof versionSummary>
export const versionFile = z.object({ path: z.string(), sha256: z.string(), sizeBytes: z.string() })
export const versionDetail = versionSummary.extend({
  findings: z.array(finding),
  signature: signature.nullable(),
  metadata: z.record(z.string(), z.unknown()),
  params,
  card: z.string(),
  sourceRunId: z.string().nullable(),
  sourceCommit: z.string().nullable(),
  trainingDigest: z.string().nullable(),
  /** As the registering client named it. */
  source: z.string().nullable(),
  stage: z.string(),
  /** The program that registered it, and the name of the token that it used. */
  client: z.string().nullable(),
  tokenName: z.string().nullable(),
  files: z.array(versionFile),
})
export type VersionDetail = z.infer<typeof versionDetail>
export const alias = z.object({
  name: z.string(),
  number: z.number(),
  versionId: z.string(),
  revision: z.number(),
  updatedAt: z.string(),
})
export const modelSummary = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  importance,
  tags,
  aliases: z.array(alias),
  versionCount: z.number(),
  latest: z.object({ id: z.string(), number: z.number(), state: versionState }).nullable(),
  revision: z.number(),
  createdAt: z.string(),
  updatedAt: z.string(),
})
export type ModelSummary = z.infer<typeof modelSummary>
export const modelDetail = modelSummary.extend({ card: z.string(), createdById: z.string() })
export type ModelDetail = z.infer<typeof modelDetail>

export const createModelInput = z.strictObject({
  name: modelName,
  description: description.default(''),
  card: card.default(''),
  /** Left out: what the workspace gives new models. */
  importance: importance.optional(),
  tags: z.record(tagKey, tagValue).default({}),
})
/** `revision`: what the changer saw; left out by clients that know none. */
export const changeModelInput = z.strictObject({
  modelId: z.uuid(),
  revision: revision.optional(),
  description: description.optional(),
  card: card.optional(),
  importance: importance.optional(),
  reason,
})
export const createVersionInput = z.strictObject({
  modelId: z.uuid(),
  description: description.default(''),
  card: card.default(''),
  metrics: metrics.default({}),
  params: params.default({}),
  tags: z.record(tagKey, tagValue).default({}),
  sourceRunId: z.string().max(250).nullish(),
  sourceCommit: z.string().max(250).nullish(),
})
export const changeVersionInput = z.strictObject({
  versionId: z.uuid(),
  revision: revision.optional(),
  description: description.optional(),
  card: card.optional(),
})
export const attachFileInput = z.strictObject({
  versionId: z.uuid(),
  path: z.string(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  sizeBytes: z.int().min(0),
})
export const sealImportInput = z.strictObject({
  versionId: z.uuid(),
  importSourceId: z.uuid(),
  files: z
    .array(attachFileInput.omit({ versionId: true }))
    .min(1)
    .max(MAX_VERSION_FILES),
})
export const refuseImportInput = z.strictObject({ versionId: z.uuid(), reason: z.string().min(1).max(2000) })
export const versionRef = z.strictObject({ versionId: z.uuid() })
/** `removeAliases`: names that point to it go with it, as MLflow does; otherwise they stand in the way. */
export const archiveVersionInput = z.strictObject({
  versionId: z.uuid(),
  removeAliases: z.boolean().default(false),
  reason,
})
export const archiveModelInput = z.strictObject({ modelId: z.uuid(), reason })
export const renameModelInput = z.strictObject({ modelId: z.uuid(), name: modelName })
export const setStageInput = z.strictObject({
  versionId: z.uuid(),
  stage,
  archiveOthers: z.boolean().default(false),
  reason,
})
/** Into quarantine and out of it: only a person, and never without saying why. */
export const quarantineInput = z.strictObject({ versionId: z.uuid(), reason: z.string().trim().min(10).max(2000) })
export const settleVersionInput = z.strictObject({
  versionId: z.uuid(),
  manifestDigest: z.string(),
  state: z.enum(['READY', 'REFUSED', 'QUARANTINED']),
  stateReason: z.string().nullable(),
  verdict,
  findings: z.array(finding),
  format: z.string(),
  task: z.string().nullable(),
  signature: signature.nullable(),
  metadata: z.record(z.string(), z.unknown()),
  metrics,
  trainingDigest: z.string().nullable(),
  description,
})
export type IntakeOutcome = Omit<z.infer<typeof settleVersionInput>, 'versionId' | 'manifestDigest'>
export const setModelTagInput = z.strictObject({ modelId: z.uuid(), key: tagKey, value: tagValue })
export const removeModelTagInput = z.strictObject({ modelId: z.uuid(), key: tagKey })
export const setVersionTagInput = z.strictObject({ versionId: z.uuid(), key: tagKey, value: tagValue })
export const removeVersionTagInput = z.strictObject({ versionId: z.uuid(), key: tagKey })
/** `from`: the number that the mover saw (null = no alias yet); another one is a conflict. Left out: whatever it is. */
export const moveAliasInput = z.strictObject({
  modelId: z.uuid(),
  name: aliasName,
  number: z.int().min(1),
  from: z.int().min(1).nullable().optional(),
  reason,
})
export const removeAliasInput = z.strictObject({ modelId: z.uuid(), name: aliasName, reason })

export const modelOutput = modelDetail
export const versionOutput = versionDetail
export const tagOutput = z.object({ key: z.string(), value: z.string().nullable() })
export const aliasOutput = z.object({
  name: z.string(),
  number: z.number().nullable(),
  revision: z.number().nullable(),
})
export const fileOutput = versionFile

export const listModelsInput = z.strictObject({
  ...page,
  name: z.string().max(256).optional(),
  /** `key` or `key=value`. */
  tag: z.string().max(1000).optional(),
  importance: importance.optional(),
  sort: z.enum(['name', '-name', 'updatedAt', '-updatedAt']).default('-updatedAt'),
})
export const modelPage = z.object({ items: z.array(modelSummary), nextCursor: z.string().nullable() })
/** A model by id or by name. */
export const getModelInput = z.strictObject({ modelId: z.string().min(1).max(256) })
export const listVersionsInput = z.strictObject({
  ...page,
  modelId: z.uuid().optional(),
  state: versionState.optional(),
  tag: z.string().max(1000).optional(),
  sort: z.enum(['number', '-number', 'createdAt', '-createdAt']).default('-createdAt'),
})
/** `breaksPrevious`: callers of the version before would break with this one; null where that is not known. */
export const listedVersion = versionSummary.extend({ breaksPrevious: z.boolean().nullable() })
export type ListedVersion = z.infer<typeof listedVersion>
export const versionPage = z.object({ items: z.array(listedVersion), nextCursor: z.string().nullable() })
export const versionByAliasInput = z.strictObject({ modelId: z.string().min(1).max(256), name: z.string().max(255) })
export const versionByNumberInput = z.strictObject({
  modelId: z.string().min(1).max(256),
  number: z.coerce.number().int().min(1),
})
export const aliasHistoryInput = z.strictObject({ ...page, modelId: z.uuid(), name: aliasName.optional() })
export const aliasHistoryPage = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      from: z.number().nullable(),
      to: z.number().nullable(),
      actorId: z.string(),
      actorName: z.string(),
      reason: z.string().nullable(),
      at: z.string(),
    }),
  ),
  nextCursor: z.string().nullable(),
})
export const fileList = z.object({ items: z.array(versionFile) })
export const fileRef = z.strictObject({ versionId: z.uuid(), path: z.string() })
