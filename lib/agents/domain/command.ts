import { z } from 'zod'
import { counterSchema, digestSchema, idSchema, instantSchema } from './field-schemas'
import { planSchema } from './plan'
import { servingFactsSchema } from './serving-facts'

export const COMMAND_PAYLOAD_TYPE = 'application/vnd.slipway.command.v1+json'
export const CANCEL_PAYLOAD_TYPE = 'application/vnd.slipway.cancel.v1+json'
export const DESIRED_PAYLOAD_TYPE = 'application/vnd.slipway.desired.v1+json'

export const commandKindSchema = z.enum(['apply-plan', 'stop-serving', 'evict-version'])
export const commandLaneSchema = z.enum(['plan', 'protective', 'work'])

/** Edge-triggered: the only way from one plan to another. Signed by the control plane over its JCS text. */
export const commandPayloadSchema = z.strictObject({
  commandId: idSchema,
  agentId: idSchema,
  targetId: idSchema,
  deploymentId: idSchema,
  environmentId: idSchema,
  kind: commandKindSchema,
  lane: commandLaneSchema,
  fence: counterSchema,
  generation: counterSchema,
  precondition: z.strictObject({ planDigests: z.array(digestSchema).max(16), supersedes: z.array(idSchema).max(16) }),
  plan: planSchema,
  planDigest: digestSchema,
  approvalDigest: digestSchema.nullable(),
  authorization: z.unknown().nullable(),
  notBefore: instantSchema,
  expiresAt: instantSchema,
  startToCloseMs: z.int().min(1000).max(86_400_000),
  idempotencyKey: z.string().min(1).max(200),
  params: servingFactsSchema,
})

export const cancelPayloadSchema = z.strictObject({ commandId: idSchema, agentId: idSchema, fence: counterSchema })

/** Level-triggered: what should run. The agent converges by itself only to this, the settled plan. */
export const desiredPayloadSchema = z.strictObject({
  agentId: idSchema,
  targetId: idSchema,
  deploymentId: idSchema,
  environmentId: idSchema,
  /** The newest intent, shown but never acted on without its command. */
  generation: counterSchema,
  settledGeneration: counterSchema,
  fence: counterSchema,
  plan: planSchema,
  planDigest: digestSchema,
  authorization: z.unknown().nullable(),
  params: servingFactsSchema,
})

export type CommandPayload = z.infer<typeof commandPayloadSchema>
export type CancelPayload = z.infer<typeof cancelPayloadSchema>
export type DesiredPayload = z.infer<typeof desiredPayloadSchema>
