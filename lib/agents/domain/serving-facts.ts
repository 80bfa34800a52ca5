import { z } from 'zod'
import { idSchema } from './field-schemas'

/**
 * What the agent must know beside the plan to serve a deployment: its address, its model's name (allow-list and V2 path) and its
 * switches. Travels signed, as `params` of commands and inside desired state.
 */
export const servingFactsSchema = z.strictObject({
  deploymentName: z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/),
  environmentName: z.string().min(1).max(63),
  modelName: z.string().min(1).max(256),
  allowOverride: z.boolean(),
})

export const capturePolicySchema = z.object({
  deploymentId: idSchema,
  mode: z.enum(['all', 'off']),
  /** Share of rows whose features are kept; all rows keep prediction, scores and latency. */
  payloadSampleBps: z.int().min(0).max(10_000),
  /** Fields classed personal or secret never leave the agent in clear. */
  fieldClasses: z.record(z.string(), z.enum(['public', 'personal', 'secret'])),
})

export type ServingFacts = z.infer<typeof servingFactsSchema>
export type CapturePolicy = z.infer<typeof capturePolicySchema>
