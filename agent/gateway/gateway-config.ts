import { z } from 'zod'

/** `gateway.json`: written by the supervisor, read by the gateway when it starts by itself. */
export const gatewayConfigSchema = z.strictObject({
  host: z.string(),
  port: z.int().min(1).max(65_535),
  bearerHashes: z.array(z.string().regex(/^[0-9a-f]{64}$/)).nullable(),
  maxInFlight: z.int().min(1),
  requestTimeoutMs: z.int().min(100),
  spoolLimitBytes: z.int().min(1_048_576),
})

export type GatewayConfig = z.infer<typeof gatewayConfigSchema>
