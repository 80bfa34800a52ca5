import { z } from 'zod'
import { canonicalJson } from '@/lib/kernel/canonical-json'
import { sha256Digest } from '@/lib/kernel/sha256'
import { readJson } from '../state/read-json'
import type { StatePaths } from '../state/state-paths'
import { writeDurably } from '../state/write-durably'

export const allowRuleSchema = z.strictObject({
  runtime: z.literal('onnx'),
  location: z.string().min(1),
  /** Names or ids; `*` in a glob matches any run of characters. */
  environments: z.array(z.string().min(1)),
  models: z.array(z.string().min(1)),
  kinds: z.array(z.enum(['apply-plan', 'stop-serving', 'evict-version'])),
  trust: z.enum(['T0', 'T1', 'T2']),
  maxMemoryMiB: z.int().min(1),
})

/** `agent.json`. The control plane can neither change nor see it; it learns only the digest of the allow-list. */
export const agentConfigSchema = z.strictObject({
  server: z.url(),
  gateway: z
    .strictObject({
      host: z.string().min(1),
      port: z.int().min(0).max(65_535),
      /** Beyond loopback this must be stated. */
      auth: z
        .union([z.strictObject({ bearer: z.array(z.string().regex(/^[0-9a-f]{64}$/)).min(1) }), z.literal('none')])
        .nullable(),
    })
    .default({ host: '127.0.0.1', port: 0, auth: null }),
  limits: z
    .strictObject({ maxInFlight: z.int().min(1), requestTimeoutMs: z.int().min(100), spoolMiB: z.int().min(1) })
    .default({ maxInFlight: 1024, requestTimeoutMs: 30_000, spoolMiB: 2048 }),
  allow: z.array(allowRuleSchema),
})

export type AgentConfig = z.infer<typeof agentConfigSchema>
export type AllowRule = z.infer<typeof allowRuleSchema>

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1|localhost)$/

export function allowListDigest(allow: readonly AllowRule[]): string {
  return sha256Digest(canonicalJson(allow))
}

/** Reads `agent.json`; where there is none, writes one that allows nothing. */
export async function loadAgentConfig(paths: StatePaths, server: string | undefined): Promise<AgentConfig> {
  const existing = await readJson(paths.config, agentConfigSchema)
  if (existing === null && server === undefined)
    throw new Error(`${paths.config} is missing; name the control plane with --server.`)
  const config = existing ?? agentConfigSchema.parse({ server, allow: [] })
  if (existing === null) await writeDurably(paths.config, `${JSON.stringify(config, null, 2)}\n`)
  if (!LOOPBACK.test(config.gateway.host) && config.gateway.auth === null)
    throw new Error(
      `${paths.config}: the gateway listens on ${config.gateway.host}; state gateway.auth ("none" or bearer hashes).`,
    )
  return config
}
