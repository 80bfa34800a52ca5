import { z } from 'zod'
import { canonicalJson } from '@/lib/kernel/canonical-json'
import { sha256Digest } from '@/lib/kernel/sha256'
import { digestSchema, idSchema } from './field-schemas'

export const BUCKETS = 10_000
export const PLAN_MAX_VARIANTS = 16
export const PLAN_MAX_RANGES = 64

const bps = z.int().min(0).max(BUCKETS)

export const planVariantSchema = z.strictObject({
  variantId: idSchema,
  role: z.enum(['stable', 'candidate', 'shadow']),
  versionNumber: z.int().min(1),
  manifestDigest: digestSchema,
  configDigest: digestSchema,
  weightBps: bps,
  mirrorBps: bps,
  requestCap: z.int().min(0).nullable(),
})

export const unitKeySchema = z.union([
  z.strictObject({ header: z.string().regex(/^[a-z0-9-]{1,64}$/) }),
  z.strictObject({
    jsonPointer: z
      .string()
      .regex(/^(\/[^/]*)+$/)
      .max(256),
  }),
])

export const rangeSchema = z.strictObject({ from: bps, to: bps, variantId: idSchema })

export const planSchema = z.strictObject({
  schema: z.literal('slipway.plan/1'),
  deploymentId: idSchema,
  variants: z.array(planVariantSchema).min(1).max(PLAN_MAX_VARIANTS),
  routing: z
    .strictObject({
      salt: z.string().min(1).max(128),
      unitKey: unitKeySchema.nullable(),
      missingUnit: z.enum(['random', 'stable', 'reject']),
      ranges: z.array(rangeSchema).max(PLAN_MAX_RANGES),
    })
    .nullable(),
})

export type Plan = z.infer<typeof planSchema>
export type PlanVariant = z.infer<typeof planVariantSchema>
export type PlanRange = z.infer<typeof rangeSchema>
export type UnitKey = z.infer<typeof unitKeySchema>

/** A plan is named by its content: two equal plans are one plan. */
export function planDigest(plan: Plan): string {
  return sha256Digest(canonicalJson(plan))
}
