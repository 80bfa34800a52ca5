import { z } from 'zod'
import { counterSchema, digestSchema, idSchema } from '@/lib/agents/domain/field-schemas'
import { planSchema } from '@/lib/agents/domain/plan'
import { capturePolicySchema, servingFactsSchema } from '@/lib/agents/domain/serving-facts'
import { modelSignatureSchema } from '@/lib/agents/domain/signature'

export const modelSpecSchema = z.strictObject({
  source: z.strictObject({
    path: z.string(),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    hasExternalData: z.boolean(),
  }),
  signature: modelSignatureSchema,
  /** 95th percentile of a warm call as measured at the first load; null until then. */
  warmMsP95: z.number().min(0).nullable(),
})

/**
 * One deployment's routing as the gateway keeps it on disk: enough to serve after a restart without asking anybody. It is the resource
 * that a fence protects.
 */
export const deploymentSpecSchema = z.strictObject({
  schema: z.literal('slipway.routing/1'),
  deploymentId: idSchema,
  generation: counterSchema,
  fence: counterSchema,
  planDigest: digestSchema,
  plan: planSchema,
  facts: servingFactsSchema,
  stopped: z.boolean(),
  capture: capturePolicySchema.nullable(),
  /** By manifest digest. */
  models: z.record(digestSchema, modelSpecSchema),
})

export type DeploymentSpec = z.infer<typeof deploymentSpecSchema>
export type ModelSpec = z.infer<typeof modelSpecSchema>
