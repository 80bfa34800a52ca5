import { z } from 'zod'
import { envelopeSchema } from './dsse'
import { counterSchema, digestSchema, idSchema, instantSchema } from './field-schemas'
import { manifestFileSchema } from './manifest'
import { observedVariantSchema } from './receipt'
import { capturePolicySchema } from './serving-facts'
import { modelSignatureSchema } from './signature'

/** Request bodies are strict; answers ignore unknown members, so that a newer server can talk to an older agent. */

const rawKey = z.string().regex(/^[A-Za-z0-9+/]{43}=$/)
const secret = z.string().min(32).max(128)

export const joinStateSchema = z.strictObject({ seq: counterSchema, secret })

export const trustKeySchema = z.object({
  keyId: z.string(),
  purpose: z.literal('command'),
  /** Raw 32 bytes in base64. */
  publicKey: rawKey,
  validFrom: instantSchema,
  validTo: instantSchema.nullable(),
})

export const trustBundleSchema = z.object({ commandKeys: z.array(trustKeySchema) })

export const challengeBodySchema = z.strictObject({})
/** `session/challenge` names its agent: it is not signed yet. */
export const sessionChallengeBodySchema = z.strictObject({ agentId: idSchema })
export const challengeAnswerSchema = z.object({ challenge: z.string().min(32).max(128), expiresAt: instantSchema })

export const enrollBodySchema = z.strictObject({
  token: z.string().min(16).max(256),
  publicKey: rawKey,
  witnessKey: rawKey,
  clusterUid: z.string().min(1).max(128),
  agentVersion: z.string().max(64),
  protocol: z.int().min(1),
  challenge: z.string().max(128),
  /** Base64 signature over `enrollmentProofText`. */
  proof: z.string().max(128),
})

export const enrollAnswerSchema = z.object({
  agentId: idSchema,
  name: z.string(),
  state: z.enum(['ACTIVE', 'PENDING']),
  keyId: z.string(),
  trust: trustBundleSchema,
  joinState: joinStateSchema,
  serverTime: instantSchema,
})

export const offeredTargetSchema = z.strictObject({
  runtime: z.string().min(1).max(32),
  location: z.string().min(1).max(256),
  capabilities: z.record(z.string(), z.unknown()),
  allowListDigest: digestSchema,
})

export const openCommandSchema = z.strictObject({
  commandId: idSchema,
  fence: counterSchema,
  planDigest: digestSchema,
  /** What serves now, for the server to judge a command it lost sight of. */
  liveDigest: digestSchema.nullable(),
})

export const spoolStateSchema = z.strictObject({
  bytes: z.int().min(0),
  rows: z.int().min(0),
  oldestAt: instantSchema.nullable(),
})

export const sessionBodySchema = z.strictObject({
  nonce: z.string().max(128),
  joinState: joinStateSchema,
  bootId: z.uuid(),
  agentVersion: z.string().max(64),
  protocol: z.int().min(1),
  targets: z.array(offeredTargetSchema).max(32),
  capabilities: z.record(z.string(), z.unknown()),
  journal: z.strictObject({
    open: z.array(openCommandSchema).max(200),
    /** By deployment. */
    maxFence: z.record(idSchema, counterSchema),
  }),
  spool: spoolStateSchema,
  hostInfo: z.record(z.string(), z.union([z.string(), z.number()])),
  gatewayUrl: z.url().nullable(),
})

export const sessionAnswerSchema = z.object({
  epoch: counterSchema,
  joinState: joinStateSchema,
  serverTime: instantSchema,
  targets: z.array(z.object({ targetId: idSchema, runtime: z.string(), location: z.string() })),
  trust: trustBundleSchema,
})

/** Cumulative since `bootId` began; a new boot starts at zero. */
export const deploymentCountersSchema = z.strictObject({
  bootId: z.uuid(),
  rows: z
    .array(
      z.strictObject({
        variantId: idSchema,
        generation: counterSchema,
        served: z.int().min(0),
        failed: z.int().min(0),
        captured: z.int().min(0),
        dropped: z.int().min(0),
        mirrorDropped: z.int().min(0),
      }),
    )
    .max(256),
})

export const observedDeploymentSchema = z.strictObject({
  deploymentId: idSchema,
  generation: counterSchema,
  planDigest: digestSchema.nullable(),
  fence: counterSchema,
  variants: z.array(observedVariantSchema).max(32),
  counters: deploymentCountersSchema,
  conditions: z.array(z.strictObject({ type: z.string().max(64), message: z.string().max(500) })).max(32),
  /** Every row answered up to here has been stored by the control plane. */
  dataThrough: instantSchema.nullable(),
})

export const runningCommandSchema = z.strictObject({
  commandId: idSchema,
  leaseToken: z.uuid(),
  phase: z.string().max(64),
  pct: z.int().min(0).max(100),
})

export const pollBodySchema = z.strictObject({
  cursor: z.string().max(128),
  observed: z.array(observedDeploymentSchema).max(200),
  running: z.array(runningCommandSchema).max(200),
  checkpointSize: counterSchema.nullable(),
  spool: spoolStateSchema.optional(),
})

export const pollAnswerSchema = z.object({
  serverTime: instantSchema,
  cursor: z.string().max(128),
  desired: z.array(envelopeSchema),
  /** The lease token is the lease's, not the command's: it stands outside the signed bytes. */
  commands: z.array(z.object({ leaseToken: z.uuid(), envelope: envelopeSchema })),
  cancel: z.array(envelopeSchema),
  capture: z.array(capturePolicySchema),
  keys: trustBundleSchema.optional(),
  nextPollMs: z.int().min(0),
  observeMs: z.int().min(200),
})

export const observedBodySchema = z.strictObject({ observed: z.array(observedDeploymentSchema).max(200) })
export const observedAnswerSchema = z.object({ serverTime: instantSchema, observeMs: z.int().min(200) })

export const commandEventSchema = z.strictObject({
  /** ACCEPTED and RUNNING report; the other four end the command and need a receipt. */
  state: z.enum(['ACCEPTED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'REJECTED', 'CANCELLED']),
  code: z.string().max(64).nullable(),
  detail: z.string().max(1000).nullable(),
  phase: z.string().max(64).nullable(),
  at: instantSchema,
})

export const commandEventsBodySchema = z.strictObject({
  /** A receipt counts as evidence even when the lease has been lost meanwhile. */
  leaseToken: z.uuid(),
  events: z.array(commandEventSchema).min(1).max(16),
  receipt: envelopeSchema.nullable(),
})

export const commandEventsAnswerSchema = z.object({ state: z.string(), cancelRequested: z.boolean() })

export const artifactAnswerSchema = z.object({
  manifestDigest: digestSchema,
  modelName: z.string(),
  versionNumber: z.int(),
  task: z.string().nullable(),
  files: z.array(manifestFileSchema).min(1).max(1000),
  signature: modelSignatureSchema,
})

export type EnrollBody = z.infer<typeof enrollBodySchema>
export type EnrollAnswer = z.infer<typeof enrollAnswerSchema>
export type SessionBody = z.infer<typeof sessionBodySchema>
export type SessionAnswer = z.infer<typeof sessionAnswerSchema>
export type JoinState = z.infer<typeof joinStateSchema>
export type TrustBundle = z.infer<typeof trustBundleSchema>
export type PollBody = z.infer<typeof pollBodySchema>
export type PollAnswer = z.infer<typeof pollAnswerSchema>
export type ObservedDeployment = z.infer<typeof observedDeploymentSchema>
export type DeploymentCounters = z.infer<typeof deploymentCountersSchema>
export type CommandEventReport = z.infer<typeof commandEventSchema>
export type CommandEventsBody = z.infer<typeof commandEventsBodySchema>
export type ArtifactAnswer = z.infer<typeof artifactAnswerSchema>
export type OpenCommand = z.infer<typeof openCommandSchema>
export type SpoolState = z.infer<typeof spoolStateSchema>
