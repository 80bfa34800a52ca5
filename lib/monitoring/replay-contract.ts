import { z } from 'zod'

const deploymentOnly = { deploymentId: z.uuid() }
export const replaySchema = z.object({
  deploymentId: z.string(),
  /** Only the demo workspace has a replay to control. */
  available: z.boolean(),
  running: z.boolean(),
  ratePerSecond: z.number(),
  position: z.number(),
  total: z.number(),
  status: z.string(),
  /** When the replay process last reported; null before it ever did. */
  reportedAt: z.string().nullable(),
  revision: z.number(),
})
export type ReplayView = z.output<typeof replaySchema>
export const getReplayInput = z.strictObject(deploymentOnly)
export const configureReplayInput = z.strictObject({
  ...deploymentOnly,
  running: z.boolean().optional(),
  ratePerSecond: z.number().min(0.1).max(500).optional(),
})
export const reportReplayInput = z.strictObject({
  ...deploymentOnly,
  position: z.int().min(0),
  total: z.int().min(0),
  status: z.string().max(200),
})
