import { z } from 'zod'
import { ROLLOUT_STATUSES } from './domain/status'

const id = z.uuid()
const reason = z.string().trim().min(3, 'Say why in at least 3 characters.').max(2000)
const page = { cursor: z.string().max(512).optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }

export const rolloutStatusSchema = z.enum(ROLLOUT_STATUSES)
export const strategySchema = z.enum(['all-at-once', 'blue-green', 'canary', 'linear', 'shadow'])

export const stepDraftSchema = z.strictObject({
  candidateBps: z.number().int().min(1).max(10_000),
  minDwellSec: z
    .number()
    .int()
    .min(0)
    .max(7 * 86_400),
  manual: z.boolean().optional(),
})

export const createDeploymentInput = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/, 'Use lower-case letters, digits and hyphens (at most 63).'),
  environmentId: id,
  targetId: id.optional(),
  modelId: id,
  unitHeader: z
    .string()
    .regex(/^[a-z0-9-]{1,64}$/)
    .optional(),
})
export const createDeploymentOutput = z.object({ deploymentId: id })

export const requestRolloutInput = z.strictObject({
  deploymentId: id,
  versionId: id,
  strategy: strategySchema.default('canary'),
  steps: z.array(stepDraftSchema).max(20).optional(),
  reason,
})
export const rolloutRef = z.object({
  rolloutId: id,
  number: z.number(),
  status: rolloutStatusSchema,
  revision: z.number(),
  changeRequestId: id.nullable(),
})

export const personActionInput = z.strictObject({
  rolloutId: id,
  expectedRevision: z.number().int().min(1).optional(),
  reason,
})
export const rollBackInput = z.strictObject({ deploymentId: id, variantId: id.optional(), reason })
export const evaluateInput = z.strictObject({ deploymentId: id })
export const evaluateOutput = z.object({ moves: z.number().int() })
export const retireDeploymentInput = z.strictObject({ deploymentId: id, reason })
export const automationInput = z.strictObject({ deploymentId: id, off: z.boolean(), reason })
export const markBadInput = z.strictObject({ deploymentId: id, variantId: id, reason })

export const gateResultSchema = z.object({
  id: z.string(),
  metric: z.enum(['error-rate', 'latency-p95']),
  outcome: z.enum(['PASS', 'HARM', 'WAIT']),
  enforced: z.boolean(),
  stable: z.number().nullable(),
  candidate: z.number().nullable(),
  difference: z.object({ estimate: z.number(), lower: z.number(), upper: z.number() }).nullable(),
  pValue: z.number().nullable(),
  margin: z.number(),
  n: z.object({ stable: z.number(), candidate: z.number() }),
  minRequests: z.number(),
  method: z.string(),
  why: z.string(),
})

export const decisionSchema = z.object({
  action: z.enum(['ADVANCE', 'WAIT', 'HOLD', 'ROLL_BACK', 'AWAIT_APPROVAL']),
  reason: z.string(),
  detail: z.string(),
  waitMs: z.number().nullable(),
})

export const stepSchema = z.object({
  index: z.number(),
  kind: z.enum(['traffic', 'shadow']),
  candidateBps: z.number(),
  mirrorBps: z.number(),
  minDwellSec: z.number(),
  maxDurationSec: z.number(),
  manual: z.boolean(),
})

export const rolloutSchema = z.object({
  id,
  number: z.number(),
  kind: z.enum(['rollout', 'rollback']),
  deploymentId: id,
  deploymentName: z.string(),
  environmentId: id,
  environmentName: z.string(),
  strategy: z.string(),
  status: rolloutStatusSchema,
  open: z.boolean(),
  stepIndex: z.number(),
  revision: z.number(),
  holdReason: z.string().nullable(),
  endReason: z.string().nullable(),
  reason: z.string(),
  candidateVersion: z.number(),
  candidateVariantId: id,
  fromVersion: z.number().nullable(),
  steps: z.array(stepSchema),
  changeRequestId: id.nullable(),
  requestedById: z.string(),
  requestedByName: z.string(),
  createdAt: z.string(),
  statusEnteredAt: z.string(),
  stepEnteredAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  specDigest: z.string(),
  progress: z
    .object({
      observedDwellMs: z.number(),
      lookedAt: z.string(),
      decision: decisionSchema.nullable(),
      gates: z.array(gateResultSchema),
    })
    .nullable(),
})

export const rolloutDetailSchema = rolloutSchema.extend({
  rules: z.array(z.object({ reason: z.string(), label: z.string() })),
  events: z.array(
    z.object({
      n: z.number(),
      type: z.string(),
      fromStatus: z.string().nullable(),
      toStatus: z.string(),
      stepIndex: z.number(),
      reason: z.string().nullable(),
      actorName: z.string(),
      at: z.string(),
    }),
  ),
  command: z
    .object({
      id,
      state: z.string(),
      code: z.string().nullable(),
      detail: z.string().nullable(),
      phase: z.string().nullable(),
      percent: z.number().nullable(),
    })
    .nullable(),
})

export const getRolloutInput = z.strictObject({ rolloutId: id })
export const listRolloutsInput = z.strictObject({
  ...page,
  deploymentId: id.optional(),
  open: z.stringbool().optional(),
})
export const listRolloutsOutput = z.object({ items: z.array(rolloutSchema), nextCursor: z.string().nullable() })

export const planVariantView = z.object({
  variantId: id,
  role: z.enum(['stable', 'candidate', 'shadow']),
  versionNumber: z.number(),
  manifestDigest: z.string(),
  weightBps: z.number(),
  mirrorBps: z.number(),
})

export const deploymentSchema = z.object({
  id,
  name: z.string(),
  state: z.enum(['ACTIVE', 'RETIRED']),
  environment: z.object({ id, name: z.string(), kind: z.string(), policy: z.string() }),
  model: z.object({ id, name: z.string(), task: z.string().nullable() }),
  agent: z.object({
    id,
    name: z.string(),
    status: z.enum(['ONLINE', 'LATE', 'OFFLINE']),
    gatewayUrl: z.string().nullable(),
  }),
  automationOff: z.boolean(),
  desired: z.object({ generation: z.string(), planDigest: z.string().nullable(), variants: z.array(planVariantView) }),
  settled: z.object({ generation: z.string(), planDigest: z.string().nullable(), variants: z.array(planVariantView) }),
  observed: z
    .object({
      generation: z.string(),
      planDigest: z.string().nullable(),
      variants: z.array(
        z.object({ variantId: z.string(), state: z.string(), weightBps: z.number(), inFlight: z.number() }),
      ),
      dataThrough: z.string().nullable(),
      observedAt: z.string(),
      changedAt: z.string(),
    })
    .nullable(),
  inSync: z.boolean(),
  rollout: rolloutSchema.nullable(),
  createdAt: z.string(),
})

export const getDeploymentInput = z.strictObject({ deploymentId: id })
export const listDeploymentsInput = z.strictObject({
  ...page,
  environmentId: id.optional(),
  modelId: id.optional(),
  state: z.enum(['ACTIVE', 'RETIRED']).optional(),
})
export const listDeploymentsOutput = z.object({ items: z.array(deploymentSchema), nextCursor: z.string().nullable() })

export const rollbackOptionSchema = z.object({
  variantId: id,
  versionNumber: z.number(),
  manifestDigest: z.string(),
  becameAt: z.string(),
  readiness: z.enum(['WARM', 'CACHED', 'COLD', 'UNAVAILABLE']),
  etaMs: z.number().nullable(),
  preselected: z.boolean(),
  markedBad: z.boolean(),
  markedBadReason: z.string().nullable(),
})
export const rollbackListInput = z.strictObject({ deploymentId: id })
export const rollbackListOutput = z.object({ items: z.array(rollbackOptionSchema) })

export type RolloutView = z.infer<typeof rolloutSchema>
export type RolloutDetail = z.infer<typeof rolloutDetailSchema>
export type DeploymentView = z.infer<typeof deploymentSchema>
export type RollbackOption = z.infer<typeof rollbackOptionSchema>
export type GateResultView = z.infer<typeof gateResultSchema>
