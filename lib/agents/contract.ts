import { z } from 'zod'
import { SLUG_PATTERN } from '@/lib/kernel/slugs'
import { COMMAND_STATES } from './domain/command-states'

const time = z.string()
const counter = z.string()
const reason = z.string().trim().min(3).max(2000)
const page = { cursor: z.string().optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }

export const agentStatusSchema = z.enum(['ONLINE', 'LATE', 'OFFLINE', 'PENDING', 'LOCKED', 'REVOKED'])

export const createEnrollmentTokenInput = z.strictObject({
  agentName: z.string().regex(SLUG_PATTERN, 'Use lower-case letters, digits and hyphens, at most 63.'),
  expiresInMinutes: z.int().min(1).max(60).default(60),
  /** Gives an existing agent a new key: after a reinstallation. Whoever holds the old key is shut out. */
  reEnroll: z.boolean().default(false),
})
export const createEnrollmentTokenOutput = z.object({
  id: z.string(),
  agentName: z.string(),
  /** Shown this once. */
  token: z.string(),
  expiresAt: time,
})

export const listEnrollmentTokensInput = z.strictObject(page)
export const enrollmentTokenItem = z.object({
  id: z.string(),
  agentName: z.string(),
  createdById: z.string(),
  createdAt: time,
  expiresAt: time,
  consumedAt: time.nullable(),
  state: z.enum(['WAITING', 'USED', 'EXPIRED']),
})
export const listEnrollmentTokensOutput = z.object({
  items: z.array(enrollmentTokenItem),
  nextCursor: z.string().nullable(),
})

export const agentIdInput = z.strictObject({ agentId: z.uuid() })
export const agentActionInput = z.strictObject({ agentId: z.uuid(), reason })
export const revokeAgentOutput = z.object({ id: z.string(), state: z.literal('REVOKED') })

export const agentItem = z.object({
  id: z.string(),
  name: z.string(),
  status: agentStatusSchema,
  lockReason: z.string().nullable(),
  agentVersion: z.string(),
  gatewayUrl: z.string().nullable(),
  lastSeenAt: time.nullable(),
  skewMs: z.number().nullable(),
  spool: z.object({ bytes: z.number(), rows: z.number(), oldestAt: time.nullable() }),
  /** How old the newest stored row of its busiest evidence gap is: now - the oldest `dataThrough` of what it serves. */
  evidenceAgeMs: z.number().nullable(),
  deployments: z.number(),
  /** Deployments whose observed plan is not the settled one. */
  diverging: z.number(),
  openCommands: z.number(),
})
export const listAgentsInput = z.strictObject(page)
export const listAgentsOutput = z.object({ items: z.array(agentItem), nextCursor: z.string().nullable() })

const targetItem = z.object({
  id: z.string(),
  runtime: z.string(),
  location: z.string(),
  allowListDigest: z.string().nullable(),
  capabilities: z.record(z.string(), z.unknown()),
})

export const placementItem = z.object({
  deploymentId: z.string(),
  name: z.string(),
  environmentId: z.string(),
  desired: z.object({
    generation: counter,
    planDigest: z.string().nullable(),
    settledGeneration: counter,
    settledPlanDigest: z.string().nullable(),
    fence: counter,
  }),
  observed: z
    .object({
      generation: counter,
      planDigest: z.string().nullable(),
      fence: counter,
      observedAt: time,
      dataThrough: time.nullable(),
      variants: z.array(
        z.object({ variantId: z.string(), state: z.string(), weightBps: z.number(), inFlight: z.number() }),
      ),
      conditions: z.array(z.object({ type: z.string(), message: z.string() })),
    })
    .nullable(),
  /** `drifted`: something else runs than the last plan that succeeded, and no command is under way. */
  agreement: z.enum(['in-sync', 'pending', 'drifted', 'nothing-placed', 'unknown']),
})

export const WAIT_REASONS = ['agent_offline', 'agent_locked', 'no_eligible_agent', 'lane_busy', 'not_before'] as const

export const commandItem = z.object({
  id: z.string(),
  agentId: z.string(),
  deploymentId: z.string(),
  environmentId: z.string(),
  kind: z.string(),
  lane: z.string(),
  state: z.enum(COMMAND_STATES),
  code: z.string().nullable(),
  detail: z.string().nullable(),
  fence: counter,
  generation: counter,
  planDigest: z.string(),
  attempt: z.number(),
  phase: z.string().nullable(),
  percent: z.number().nullable(),
  cancelRequested: z.boolean(),
  createdAt: time,
  expiresAt: time,
  endedAt: time.nullable(),
  /** Only while QUEUED. */
  waitingFor: z.object({ reason: z.enum(WAIT_REASONS), commandId: z.string().nullable() }).nullable(),
})

export const getAgentOutput = agentItem.extend({
  clusterUid: z.string(),
  protocol: z.number(),
  hostInfo: z.record(z.string(), z.unknown()),
  epoch: counter,
  createdAt: time,
  keys: z.array(z.object({ keyId: z.string(), fingerprint: z.string(), state: z.string(), notBefore: time })),
  targets: z.array(targetItem),
  placements: z.array(placementItem),
  commands: z.array(commandItem),
})

export const listCommandsInput = z.strictObject({
  ...page,
  agentId: z.uuid().optional(),
  deploymentId: z.uuid().optional(),
  state: z.enum([...COMMAND_STATES, 'open']).optional(),
})
export const listCommandsOutput = z.object({ items: z.array(commandItem), nextCursor: z.string().nullable() })

export const getCommandInput = z.strictObject({ commandId: z.uuid() })
export const getCommandOutput = commandItem.extend({
  events: z.array(
    z.object({
      n: z.number(),
      state: z.string(),
      code: z.string().nullable(),
      detail: z.string().nullable(),
      at: time,
    }),
  ),
})

export const commandActionInput = z.strictObject({ commandId: z.uuid(), reason })
export const cancelCommandOutput = z.object({ id: z.string(), state: z.string(), ended: z.boolean() })
export const settleCommandOutput = z.object({ id: z.string(), state: z.literal('FAILED') })

export type AgentItem = z.infer<typeof agentItem>
export type CommandItem = z.infer<typeof commandItem>
export type PlacementItem = z.infer<typeof placementItem>
