import { z } from 'zod'
import { counterSchema, digestSchema, idSchema } from '@/lib/agents/domain/field-schemas'
import { observedVariantSchema } from '@/lib/agents/domain/receipt'
import { capturePolicySchema } from '@/lib/agents/domain/serving-facts'
import { deploymentCountersSchema } from '@/lib/agents/domain/wire'
import { deploymentSpecSchema } from '../routing/deployment-spec'

/** What supervisor and gateway say to each other over the Unix socket. */

export const applyBodySchema = z.strictObject({
  spec: deploymentSpecSchema,
  fromDigests: z.array(digestSchema).nullable(),
})
export const captureBodySchema = z.strictObject({ policies: z.array(capturePolicySchema) })

export const liveDeploymentSchema = z.object({
  deploymentId: idSchema,
  generation: counterSchema,
  planDigest: digestSchema,
  fence: counterSchema,
  stopped: z.boolean(),
  variants: z.array(observedVariantSchema),
  counters: deploymentCountersSchema,
  conditions: z.array(z.strictObject({ type: z.string(), message: z.string() })),
})

export const statusSchema = z.object({
  pid: z.int(),
  port: z.int(),
  bootId: z.uuid(),
  bufferedRows: z.int(),
  failed: z.array(z.object({ deploymentId: z.string(), message: z.string() })),
  deployments: z.array(liveDeploymentSchema),
})

export const refusalSchema = z.object({ code: z.string(), message: z.string() })

export type LiveDeployment = z.infer<typeof liveDeploymentSchema>
export type GatewayStatus = z.infer<typeof statusSchema>
